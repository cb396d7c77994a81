package dev.pathwarden.policies.testing;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.ClauseValues;
import dev.pathwarden.policies.engine.Evaluation;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.PathMemory;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailDocument;
import dev.pathwarden.policies.guardrail.GuardrailTest;
import dev.pathwarden.policies.guardrail.LocatedText;
import dev.pathwarden.policies.testing.TestReport.ClauseCoverage;
import dev.pathwarden.policies.testing.TestReport.GuardrailResult;
import dev.pathwarden.policies.testing.TestReport.TestResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Runs the tests inside guardrail files with the engine that decides live. Each guardrail is asked alone. */
public final class GuardrailTests {

    private GuardrailTests() {
    }

    /** Runs the tests of all guardrails that compiled. */
    public static TestReport run(Compilation compilation) {
        List<GuardrailResult> results = new ArrayList<>();
        for (int i = 0; i < compilation.documents().size(); i++) {
            results.add(run(compilation.documents().get(i), compilation.bundle().guardrails().get(i)));
        }
        return new TestReport(results);
    }

    /**
     * What a guardrail comes to on a test, whatever is expected.
     *
     * @param action the action; null where it is not evaluated
     * @param clauses what each of its clauses comes to, in their order; null for one that cannot be told
     */
    public record Outcome(Action action, List<String> clauses) {
        public Outcome {
            clauses = Collections.unmodifiableList(new ArrayList<>(clauses));
        }
    }

    /** What a guardrail, asked alone, comes to on a test. */
    public static Outcome outcome(Guardrail guardrail, GuardrailTest test) {
        PolicyEngine engine = new PolicyEngine(Bundle.of(List.of(guardrail)), null);
        TestPath path = new TestPath(test);
        PathMemory memory = path.remembered(engine);
        Step step = path.tested(engine);
        return new Outcome(action(engine.evaluate(step, path, memory.recall(engine))),
                new ClauseValues(guardrail).on(step, path, memory.recall(engine)).stream().map(ClauseValues.Sample::value).toList());
    }

    private static GuardrailResult run(GuardrailDocument document, Guardrail guardrail) {
        PolicyEngine engine = new PolicyEngine(Bundle.of(List.of(guardrail)), null);
        ClauseValues values = new ClauseValues(guardrail);
        List<TestResult> tests = new ArrayList<>();
        List<List<ClauseValues.Sample>> samples = new ArrayList<>();
        for (GuardrailTest test : document.tests()) {
            TestPath path = new TestPath(test);
            PathMemory memory = path.remembered(engine);
            Step step = path.tested(engine);
            tests.add(result(test, engine.evaluate(step, path, memory.recall(engine))));
            samples.add(values.on(step, path, memory.recall(engine)));
        }
        return new GuardrailResult(guardrail.id(), document.source(), tests, samples.isEmpty() ? List.of() : coverage(document, samples));
    }

    private static TestResult result(GuardrailTest test, Evaluation evaluation) {
        Action came = action(evaluation);
        if (Objects.equals(came, test.expected())) {
            return new TestResult(test.name(), true, "", test.line(), test.column());
        }
        String reason = evaluation.notEvaluated().isEmpty() ? "" : ": " + evaluation.notEvaluated().get(0).reason();
        return new TestResult(test.name(), false, "Expected " + name(test.expected()) + ", but it came to " + name(came) + reason + ".", test.line(), test.column());
    }

    private static Action action(Evaluation evaluation) {
        return !evaluation.verdicts().isEmpty() ? evaluation.verdicts().get(0).action() : evaluation.notEvaluated().isEmpty() ? Action.ALLOW : null;
    }

    private static String name(Action action) {
        return action == null ? "not-evaluated" : action.text();
    }

    private static List<ClauseCoverage> coverage(GuardrailDocument document, List<List<ClauseValues.Sample>> samples) {
        List<ClauseCoverage> coverage = new ArrayList<>();
        for (int i = 0; i < samples.get(0).size(); i++) {
            int clause = i;
            ClauseValues.Sample first = samples.get(0).get(i);
            LocatedText text = document.condition(first.let());
            boolean wasTrue = samples.stream().anyMatch(test -> "true".equals(test.get(clause).value()));
            boolean wasFalse = samples.stream().anyMatch(test -> "false".equals(test.get(clause).value()));
            boolean other = samples.stream().map(test -> test.get(clause).value()).anyMatch(value -> value != null && !value.equals("true") && !value.equals("false"));
            coverage.add(new ClauseCoverage(first.let(), first.text(), text.line(first.from()), text.column(first.from()), !other, wasTrue, wasFalse));
        }
        return coverage;
    }
}
