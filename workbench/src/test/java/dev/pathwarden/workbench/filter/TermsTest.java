package dev.pathwarden.workbench.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.workbench.SampleRuns;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TermsTest {

    static List<RecordedRun> runs() {
        return List.of(SampleRuns.stopped(), SampleRuns.allowed(), SampleRuns.imported());
    }

    private static StepCondition condition(FilterTerm term) {
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile("test", term.condition());
        assertThat(compiled.problems()).as(term.condition()).isEmpty();
        return new StepCondition(compiled.bundle());
    }

    @ParameterizedTest
    @MethodSource("runs")
    void termsOfAStep_areMetByIt(RecordedRun run) {
        for (int i = 0; i < run.steps().size(); i++) {
            Map<String, FilterTerm> terms = StepTerms.of(run.steps().get(i));
            assertThat(terms).isNotEmpty();
            for (Map.Entry<String, FilterTerm> term : terms.entrySet()) {
                assertThat(condition(term.getValue()).of(run).places().get(i)).as("%s of %s", term, run.steps().get(i).step().name()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void termsOfARun_areMetByAStepOfIt(RecordedRun run) {
        RunTerms.of(SampleRuns.summary(run)).forEach((name, term) -> assertThat(condition(term).of(run).places().isEmpty()).as("%s: %s", name, term).isFalse());
    }

    @Test
    void termOfAnyText_isMetByAStepOfThatNameOnly() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            String name = random.ints(random.nextInt(12), 0, 4).map(kind -> switch (kind) {
                case 0 -> random.nextInt(0x80);
                case 1 -> "'\"\\\n\r\u2028\u202e\u0000\u200b".charAt(random.nextInt(9));
                case 2 -> random.nextInt(0xd800);
                default -> 0x10000 + random.nextInt(0xfffff);
            }).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            RecordedRun run = new RecordedRun(new Run(new RunId(1, 2), null, null, null, Status.OK, null, null, Map.of()),
                    List.of(new RecordedStep(Step.of(new RunId(1, 2), new StepId(1), Operation.TOOL_CALL, name).build(), null, null, 0, -1)), List.of());

            assertThat(condition(FilterTerm.equal("step.name", name)).of(run).places().cardinality()).as("%s, seed %s", name, seed).isEqualTo(1);
            assertThat(condition(FilterTerm.equal("step.name", name + "x")).of(run).places().cardinality()).isZero();
        }
    }
}
