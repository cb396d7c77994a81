package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.Part;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.Reasons;
import dev.pathwarden.policies.engine.Recall;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private static final int CONDITIONS = 400;
    private final long seed = Long.getLong("pathwarden.seed", new Random().nextLong());
    private final CelEnvironment environment = new CelEnvironment();

    /** The clauses that decided say by themselves what the condition came to: of the others nothing need be known. */
    @Test
    void on_randomConditionsAndSteps_marksClausesThatDecideAlone() throws Exception {
        Random random = new Random(seed);
        ConditionGenerator generator = new ConditionGenerator(random);
        StepGenerator steps = new StepGenerator(random);
        int several = 0;
        for (int compared = 0; compared < CONDITIONS; ) {
            String text = generator.condition();
            CelValidationResult checked = environment.compiler(Map.of()).compile(text);
            if (checked.hasError() || !checked.getAst().getResultType().equals(SimpleType.BOOL)) {
                continue;
            }
            compared++;
            CelAst ast = new CelAst(checked.getAst(), text);
            ExprCompiler exprs = new ExprCompiler(environment, ast, Map.of(), new ListReads(new dev.pathwarden.policies.guardrail.GuardrailSource("f", ""), new java.util.HashMap<>()), 0);
            Part root = new PartCompiler(ast, exprs).compile();
            Guardrail guardrail = new Guardrail("g", "0", "t", "low", List.of(), EnumSet.allOf(Operation.class), List.of(), new Condition(text, root, exprs.slots()), Action.BLOCK, Mode.AUDIT,
                    OnFault.ALLOW, Message.of("m"));
            PolicyEngine engine = new PolicyEngine(Bundle.of(List.of(guardrail)), null);
            PathMemory memory = new PathMemory();
            Reasons reasons = new Reasons(guardrail, memory.recall(engine));
            for (int i = 0; i < 10; i++) {
                StepGenerator.Sample sample = steps.sample();
                Recall recall = memory.recall(engine);
                Evaluation evaluation = engine.evaluate(sample.step(), sample.path(), recall);
                Boolean truth = !evaluation.notEvaluated().isEmpty() ? null : (Boolean) !evaluation.verdicts().isEmpty();

                Reasons.Answer answer = reasons.on(sample.step(), sample.path(), recall);

                Map<Integer, String> decided = new HashMap<>();
                answer.clauses().stream().filter(Reasons.Clause::decided).forEach(clause -> decided.put(clause.from(), clause.value()));
                assertThat(answer.truth()).as("%s, seed %d", text, seed).isEqualTo(truth);
                assertThat(decided).as("%s, seed %d", text, seed).isNotEmpty();
                if (truth != null) {
                    assertThat(logic(root, decided)).as("%s by %s, seed %d", text, decided, seed).isEqualTo(truth);
                }
                several += answer.clauses().size() > 1 ? 1 : 0;
            }
        }
        assertThat(several).isGreaterThan(CONDITIONS);
    }

    /** What a part comes to where only these clauses are known; null where they do not tell. */
    private static Boolean logic(Part part, Map<Integer, String> known) {
        if (part instanceof Part.Clause clause) {
            String value = known.get(clause.from());
            return "true".equals(value) || "false".equals(value) ? Boolean.valueOf(value) : null;
        }
        boolean deciding = part instanceof Part.Any;
        boolean all = true;
        for (Part each : part instanceof Part.All conjunction ? conjunction.parts() : ((Part.Any) part).parts()) {
            Boolean value = logic(each, known);
            if (value != null && value == deciding) {
                return deciding;
            }
            all &= value != null;
        }
        return all ? !deciding : null;
    }
}
