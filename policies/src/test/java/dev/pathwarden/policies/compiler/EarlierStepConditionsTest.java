package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Recall;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A condition on an earlier step says of that step what it says of a step that is decided, although it is asked only on some operations and without what those settle.
 *
 * <p>Repeat a failure with {@code -Dpathwarden.seed=...}; try more with {@code -Dpathwarden.conditions=...}.
 */
class EarlierStepConditionsTest {

    private static final int STEPS = 150;

    private final long seed = Long.getLong("pathwarden.seed", new Random().nextLong());
    private final int conditions = Integer.getInteger("pathwarden.conditions", 150);

    @Test
    void once_ofARandomCondition_isTrueWhereTheConditionWas() {
        Random random = new Random(seed);
        ConditionGenerator generator = new ConditionGenerator(random);
        List<GuardrailSource> sources = new ArrayList<>();
        for (int i = 0; i < conditions; i++) {
            String condition = generator.condition();
            sources.add(source("now" + i, condition));
            sources.add(source("once" + i, "once(" + condition + ")"));
            String narrow = "step.operation == '" + Operation.values()[random.nextInt(Operation.values().length)].text() + "' && (" + condition + ")";
            sources.add(source("now-narrow" + i, narrow));
            sources.add(source("once-narrow" + i, "once(" + narrow + ")"));
        }
        List<Guardrail> compiled = GuardrailCompiler.compile(sources).bundle().guardrails();
        Set<String> ids = compiled.stream().map(Guardrail::id).collect(Collectors.toSet());
        List<Guardrail> now = compiled.stream().filter(guardrail -> guardrail.id().startsWith("now") && ids.contains(guardrail.id().replace("now", "once"))).toList();
        List<Guardrail> once = compiled.stream().filter(guardrail -> guardrail.id().startsWith("once")).toList();
        PolicyEngine asked = new PolicyEngine(Bundle.of(now), null);
        PolicyEngine remembered = new PolicyEngine(Bundle.of(once), null);
        StepGenerator steps = new StepGenerator(random);
        int trueOnes = 0;
        for (int i = 0; i < STEPS; i++) {
            StepGenerator.Sample sample = steps.sample();
            Step step = carried(sample.step());
            PathMemory memory = new PathMemory();
            Recall first = memory.recall(remembered);
            remembered.evaluate(step, sample.path(), first);
            first.join(1);

            Set<String> expected = fired(asked, step, sample, null);
            assertThat(fired(remembered, step, sample, memory.recall(remembered)).stream().map(id -> id.replace("once", "now"))).as("seed %d, step %s", seed, step).containsExactlyInAnyOrderElementsOf(expected);
            trueOnes += expected.size();
        }

        assertThat(now.size()).as("conditions that an earlier step can be asked").isGreaterThan(conditions / 2);
        assertThat(trueOnes).isGreaterThan(STEPS);
    }

    private static Set<String> fired(PolicyEngine engine, Step step, StepGenerator.Sample sample, Recall recall) {
        return (recall == null ? engine.evaluate(step, sample.path()) : engine.evaluate(step, sample.path(), recall)).verdicts().stream().map(verdict -> verdict.guardrail())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The step with those facts only that steps of its operation can carry. */
    private static Step carried(Step step) {
        Step.Builder carried = step.toBuilder();
        Stream.of(Field.values()).filter(field -> !field.appliesTo(step.operation())).forEach(field -> carried.fact(field, null));
        return carried.build();
    }

    private static GuardrailSource source(String id, String condition) {
        String on = Stream.of(Operation.values()).map(Operation::text).collect(Collectors.joining(", "));
        return new GuardrailSource(id, "id: " + id + "\ntitle: t\non: [" + on + "]\naction: alert\nwhen: |-\n  " + condition + "\n");
    }
}
