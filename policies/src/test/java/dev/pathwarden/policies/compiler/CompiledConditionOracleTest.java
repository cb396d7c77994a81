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
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Condition;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Message;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.trust.ArgumentSources;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compiled conditions mean what cel-java means by them: the same value, or an error in both, on steps in which fields are missing.
 *
 * <p>Repeat a failure with {@code -Dpathwarden.seed=...}; try more with {@code -Dpathwarden.conditions=...}.
 */
class CompiledConditionOracleTest {

    private static final int STEPS_PER_CONDITION = 6;

    private final long seed = Long.getLong("pathwarden.seed", new Random().nextLong());
    private final int conditions = Integer.getInteger("pathwarden.conditions", 1_500);
    private final CelEnvironment environment = new CelEnvironment();
    private StepGenerator.Sample current;
    private final CelRuntime runtime = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(environment.options())
            .addFunctionBindings(CelFunctionBinding.fromOverloads("count", CelFunctionBinding.from("count_string", String.class,
                    operation -> current.path().count(Operation.of(operation).orElseThrow()))))
            .addFunctionBindings(CelFunctionBinding.fromOverloads("provenance", CelFunctionBinding.from("provenance_string", String.class, argument -> sources(argument))))
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
                if (!expected.equals(found) && !comparesNaNWithItself(text) && differences.size() < 5 && differences.stream().noneMatch(difference -> difference.startsWith(text))) {
                    differences.add(text + "\n   cel-java " + lastError + " / " + expected + ", compiled " + found + "\n   on " + current.step());
                }
            }
        }

        assertThat(differences).as("seed %d", seed).isEmpty();
        assertThat(compared).as("conditions that cel-java accepts, of %d", tried).isEqualTo(conditions);
        assertThat(valued).as("evaluations that came to a value").isGreaterThan(conditions * STEPS_PER_CONDITION / 4);
    }

    /** Whether the only argument that can be NaN is on both sides of a comparison: cel-java finds an object equal to itself without asking what it is, against the language's definition. */
    private boolean comparesNaNWithItself(String condition) {
        boolean mayBeNaN = Double.valueOf(Double.NaN).equals(current.step().arguments().get("ratio"));
        return mayBeNaN && condition.indexOf("ratio") != condition.lastIndexOf("ratio");
    }

    /** What the generator keeps away from or rarely meets. */
    @ParameterizedTest
    @ValueSource(strings = {
        "duration('1.5s').getMilliseconds() == 500", "duration('90m').getHours() == 1", "duration('90m').getMinutes() == 90", "duration('-90s').getSeconds() == -90",
        "timestamp('2026-11-22T14:30:15.25Z').getMilliseconds() == 250", "timestamp('2026-11-22T14:30:15Z').getDayOfWeek() == 0", "timestamp('2026-11-22T14:30:15+02:00').getHours() == 12",
        "timestamp('2026-11-22T14:30:15Z').getDate() == 22", "timestamp('2026-11-22T14:30:15Z').getDayOfMonth() == 21", "timestamp('2026-11-22T14:30:15Z').getMonth() == 10",
        "timestamp('2026-11-22T14:30:15Z').getDayOfYear() == 325", "timestamp('2026-11-22T14:30:15Z') - timestamp('2026-11-22T13:30:14.5Z') > duration('1h')",
        "-9223372036854775808 / -1 == 1", "-9223372036854775808 % -1 == 0", "1 / 0 == 1 || true", "1 / 0 == 1 && false", "1 / 0 == 1 || false", "7 % 0 == 1", "-(-9223372036854775808) > 0",
        "9007199254740993 > 9007199254740992.0", "9223372036854775807 < 9.223372036854775807e18", "dyn(9007199254740993) == dyn(9007199254740992.0)", "0.0 / 0.0 == 0.0 / 0.0", "1.0 / 0.0 > 9223372036854775807", "-0.0 == 0.0", "-0.0 < 0.0", "0 > -0.0", "dyn(0) == dyn(-0.0)", "dyn(0.0 / 0.0) > dyn(1)", "1 < 0.0 / 0.0", "0.0 / 0.0 >= 1",
        "'\uffff' < '😀'", "'e\u0301😀'.size() == 3", "'ÄB'.lowerAscii() == 'Äb'", "'a\\nb'.matches('^b')", "'a\\nb'.matches('(?m)^b')", "'aab'.matches('a')",
        "[1, 2, 3].map(x, x * 2) == [2, 4, 6]", "[1, 2, 3].map(x, x > 1, x * 2) == [4, 6]", "[[1], [2, 3]].map(x, x.map(y, y + 1)) == [[2], [3, 4]]", "[1, 2].filter(x, [x].filter(y, y > 1).size() > 0) == [2]",
        "[1, 2].all(x, x > 0 || 1 / 0 > 0)", "[0, 1].exists(x, 1 / x > 0)", "[0, 0].exists(x, 1 / x > 0)", "[1, 0].all(x, 1 / x > 1)", "[1, 1].exists_one(x, x == 1)", "{'a': 1, 'b': 2}.exists(k, k == 'b')",
        "{'a': 1, 'a': 2}.size() == 1", "{1: 1}[1] == 1", "{'a': [1, 2]}.a[1] == 2", "'a' in {'a': 1}", "dyn(1.0) in {1: 2}", "dyn(1.5) in {1: 2}", "dyn(1) in [1.0, 'a']", "null == null", "dyn(null) == dyn(1)",
        "[1, 2][-1] == 1", "[1, 2][2] == 1", "true ? true : 1 / 0 == 1", "1 / 0 == 1 ? true : true", "dyn('a') < dyn(1)", "dyn('a') && false", "dyn('a') && true", "!dyn('a')",
        "timestamp('9999-12-31T23:59:59Z') + duration('1s') > timestamp('0001-01-01T00:00:00Z')", "timestamp('0001-01-01T00:00:00Z') - duration('1s') < timestamp('9999-12-31T23:59:59Z')",
        "timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z') > duration('0s')", "has(step.args.absent) || !has(step.args.absent)", "has(step.args.map.to)", "'x'.size() == size('x')"
    })
    void compiledCondition_onFixedExamples_comesToWhatCelJavaSays(String text) throws Exception {
        current = new StepGenerator(new Random(7)).sample();
        CelAbstractSyntaxTree tree = environment.compiler(java.util.Map.of()).compile(text).getAst();

        assertThat(ours(engine(text, tree))).isEqualTo(celJava((CelRuntime.Program) runtime.createProgram(tree)));
    }

    @Test
    void errorOfALogicalOperator_behindDyn_staysAnError() throws Exception {
        current = new StepGenerator(new Random(7)).sample();
        String text = "dyn(1 / 0 == 1 && true) == dyn(1)";

        assertThat(ours(engine(text, environment.compiler(java.util.Map.of()).compile(text).getAst()))).isEqualTo("error");
    }

    private List<?> sources(String argument) {
        Object fact = current.step().facts().get(Field.ARGUMENT_SOURCES);
        if (fact == null) {
            throw new IllegalStateException("not recorded");
        }
        return ArgumentSources.read((List<?>) fact).getOrDefault(argument, List.of());
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
        assertThat(evaluation.notEvaluated()).noneMatch(skipped -> skipped.reason().contains("fault in Pathwarden"));
        return !evaluation.notEvaluated().isEmpty() ? "error" : String.valueOf(!evaluation.verdicts().isEmpty());
    }

    private PolicyEngine engine(String text, CelAbstractSyntaxTree tree) throws Exception {
        CelAst ast = new CelAst(tree, text);
        ExprCompiler exprs = new ExprCompiler(environment, ast, java.util.Map.of(), new ListReads(new dev.pathwarden.policies.guardrail.GuardrailSource("f", ""), new java.util.HashMap<>()), 0);
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
