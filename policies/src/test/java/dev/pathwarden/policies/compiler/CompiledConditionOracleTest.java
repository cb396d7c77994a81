package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.PolicyEngine;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compiled conditions mean what cel-java means by them: the same value, or an error in both, on steps in which fields are missing.
 *
 * <p>Repeat a failure with {@code -Dpathwarden.seed=...}; try more with {@code -Dpathwarden.conditions=...}.
 */
class CompiledConditionOracleTest {

    private static final int STEPS_PER_CONDITION = 6;

    private final long seed = Long.getLong("pathwarden.seed", new Random().nextLong());
    private final int conditions = Integer.getInteger("pathwarden.conditions", 3_000);
    private final CelEnvironment environment = new CelEnvironment();
    private StepGenerator.Sample current;
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(environment.options())
            .addFunctionBindings(CelFunctionBinding.fromOverloads("count", CelFunctionBinding.from("count_string", String.class,
                    operation -> current.path().count(Operation.of(operation).orElseThrow()))))
            .addFunctionBindings(CelFunctionBinding.fromOverloads("lowerAscii", CelFunctionBinding.from("string_lower_ascii", String.class, CompiledConditionOracleTest::lowerAscii)))
            .build();

    @Test
    void compiledConditions_onRandomSteps_comeToWhatCelJavaSays() throws Exception {
        Random random = new Random(seed);
        ConditionGenerator generator = new ConditionGenerator(random);
        StepGenerator steps = new StepGenerator(random);
        int compared = 0;
        int valued = 0;
        int tried = 0;
        List<String> differences = new ArrayList<>();
        while (compared < conditions && tried < conditions * 5) {
            tried++;
            String text = generator.condition();
            CelValidationResult checked = environment.compiler(java.util.Map.of()).compile(text);
            if (checked.hasError() || !checked.getAst().getResultType().equals(SimpleType.BOOL)) {
                continue;
            }
            compared++;
            PolicyEngine engine = engine(text, checked.getAst());
            CelRuntime.Program program = (CelRuntime.Program) runtime.createProgram(checked.getAst());
            for (int i = 0; i < STEPS_PER_CONDITION; i++) {
                current = steps.sample();
                String expected = celJava(program);
                String found = ours(engine);
                valued += expected.equals("error") ? 0 : 1;
                if (!expected.equals(found) && differences.size() < 5 && differences.stream().noneMatch(difference -> difference.startsWith(text))) {
                    differences.add(text + "\n   cel-java " + lastError + " / " + expected + ", compiled " + found + "\n   on " + current.step());
                }
            }
        }

        assertThat(differences).as("seed %d", seed).isEmpty();
        assertThat(compared).as("conditions that cel-java accepts, of %d", tried).isEqualTo(conditions);
        assertThat(valued).as("evaluations that came to a value").isGreaterThan(conditions * STEPS_PER_CONDITION / 4);
    }

    private String lastError = "";

    private String celJava(CelRuntime.Program program) {
        try {
            Object value = program.eval(name -> java.util.Optional.ofNullable(current.variables().get(name)));
            lastError = "";
            return value instanceof NullValue ? "null" : String.valueOf(value);
        } catch (CelEvaluationException error) {
            lastError = error.getMessage();
            return "error";
        }
    }

    private String ours(PolicyEngine engine) {
        Evaluation evaluation = engine.evaluate(current.step(), current.path());
        assertThat(evaluation.notEvaluated()).noneMatch(skipped -> skipped.reason().contains("inside Pathwarden"));
        return !evaluation.notEvaluated().isEmpty() ? "error" : String.valueOf(!evaluation.verdicts().isEmpty());
    }

    private PolicyEngine engine(String text, CelAbstractSyntaxTree tree) throws Exception {
        CelAst ast = new CelAst(tree, text);
        ExprCompiler exprs = new ExprCompiler(environment, ast, List.of(), 0);
        var root = new PartCompiler(ast, exprs).compile();
        Guardrail guardrail = new Guardrail("g", "0", "t", "low", List.of(), EnumSet.allOf(Operation.class), List.of(), new Condition(text, root, exprs.slots()), Action.BLOCK, Mode.AUDIT,
                OnFault.ALLOW, Message.of("m"));
        // Through bytes, so that the format is compared as well.
        return new PolicyEngine(Bundle.read(Bundle.of(List.of(guardrail)).bytes()), null);
    }

    private static String lowerAscii(String text) {
        StringBuilder lower = new StringBuilder(text);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            lower.setCharAt(i, c >= 'A' && c <= 'Z' ? Character.toLowerCase(c) : c);
        }
        return lower.toString();
    }
}
