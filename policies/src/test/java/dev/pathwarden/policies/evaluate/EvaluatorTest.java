package dev.pathwarden.policies.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.re2j.Pattern;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.statistics.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final String GUARDRAILS = """
            id: no-sending
            title: t
            on: [tool.call]
            when: step.name == 'send'
            action: hold
            ---
            id: no-dropping
            title: t
            on: [tool.call]
            when: step.name == 'drop'
            action: block
            ---
            id: told
            title: t
            on: [tool.call]
            when: "true"
            action: alert
            """;
    private static final Evaluator EVALUATOR = new Evaluator(new DryRun(GuardrailCompiler.compile(List.of(new GuardrailSource("f", GUARDRAILS))).bundle(), DryRunMode.WHOLE_PATH), Pattern.compile("MARK"));

    private long nextRun = 1;

    private EvaluatedRun evaluate(Map<String, Object> attributes, String... toolsAndResults) {
        RunId id = new RunId(1, nextRun++);
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < toolsAndResults.length; i += 2) {
            Step step = Step.of(id, new StepId(i + 1), Operation.TOOL_CALL, toolsAndResults[i]).build();
            steps.add(new RecordedStep(step, null, new Outcome(-1, null, Status.OK, null, toolsAndResults[i + 1], Facts.NONE, Set.of()), i, i + 1));
        }
        return EVALUATOR.evaluate(new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, attributes), steps, List.of())).orElse(null);
    }

    private static Map<String, Object> label(boolean attack, boolean succeeded, boolean solved) {
        return Map.of("label.attack", attack, "label.succeeded", succeeded, "label.solved", solved, "label.suite", "s");
    }

    @Test
    void aStop_countsOnlyBehindTheInjectedText() {
        assertThat(evaluate(label(true, true, false), "send", "x", "read", "MARK").stops()).isEmpty();
        assertThat(evaluate(label(true, true, false), "send", "MARK", "send", "x").stops()).singleElement().satisfies(stop -> assertThat(stop.ordinal()).isEqualTo(1));
        assertThat(evaluate(label(true, true, false), "read", "MARK", "read", "x").stopped()).isFalse();
    }

    @Test
    void anAttackWhoseTextIsNotOnRecord_doesNotCount() {
        EvaluatedRun run = evaluate(label(true, true, false), "read", "x", "send", "y");

        assertThat(run.counts()).isFalse();
        assertThat(run.stopped()).isFalse();
    }

    @Test
    void aTaskWithoutAttack_isTouchedWhereverAStepIsStopped_butNotByAnAlert() {
        assertThat(evaluate(label(false, false, true), "send", "x").stopped()).isTrue();
        assertThat(evaluate(label(false, false, true), "send", "x").blocked()).isFalse();
        assertThat(evaluate(label(false, false, true), "drop", "x").blocked()).isTrue();
        assertThat(evaluate(label(false, false, true), "read", "x").stopped()).isFalse();
    }

    @Test
    void aRunWithoutLabels_isNotEvaluated() {
        assertThat(evaluate(Map.of("name", "x"), "send", "x")).isNull();
    }

    /** Attributes of a process come from its environment, where all is text; an attack that is labelled so must not be counted as clean. */
    @Test
    void labelsThatAreTexts_areUnderstood_andOthersAreNone() {
        assertThat(RunLabel.of(Map.of("label.attack", "true", "label.succeeded", "True")).orElseThrow().kind()).isEqualTo(RunLabel.Kind.SUCCEEDED);
        assertThat(RunLabel.of(Map.of("label.attack", "false", "label.solved", "true")).orElseThrow().kind()).isEqualTo(RunLabel.Kind.SOLVED);
        assertThat(RunLabel.of(Map.of("label.attack", "yes", "label.solved", true))).isEmpty();
        assertThat(RunLabel.of(Map.of("label.attack", 1L, "label.solved", true))).isEmpty();
    }

    @Test
    void theBenchmarksOwnLabels_areUnderstood() {
        Map<String, Object> clean = new java.util.HashMap<>(Map.of("suite_name", "banking", "security", true, "success", true));
        clean.put("attack_type", null);

        assertThat(RunLabel.of(clean)).contains(new RunLabel("banking", false, false, true));
        assertThat(RunLabel.of(Map.of("suite_name", "banking", "security", true, "success", false, "attack_type", "a"))).contains(new RunLabel("banking", true, true, false));
        assertThat(RunLabel.of(Map.of("security", false, "success", true, "attack_type", "a")).orElseThrow().kind()).isEqualTo(RunLabel.Kind.FAILED);
    }

    @Test
    void report_countsBySuiteAndGuardrail() {
        EvaluationReport report = new EvaluationReport(List.of(evaluate(label(true, true, false), "read", "MARK", "send", "x", "drop", "y"), evaluate(label(true, true, false), "read", "MARK", "send", "x"),
                evaluate(label(true, true, false), "read", "MARK"), evaluate(label(true, true, false), "read", "x"), evaluate(label(true, false, true), "read", "MARK", "send", "x"),
                evaluate(label(false, false, true), "drop", "x"), evaluate(label(false, false, true), "read", "x"), evaluate(label(false, false, false), "send", "x")), 1);

        assertThat(report.all()).isEqualTo(new EvaluationReport.Counts(3, 2, 1, 1, 2, 1, 1, 1));
        assertThat(report.bySuite()).containsOnlyKeys("s");
        assertThat(report.byGuardrail()).containsExactly(new EvaluationReport.ByGuardrail("no-dropping", 1, 0, 1), new EvaluationReport.ByGuardrail("no-sending", 2, 1, 0));
        assertThat(report.missed()).hasSize(1);
        assertThat(report.touched()).hasSize(1);
    }

    @Test
    void proportion_hasTheIntervalOfWilson() {
        assertThat(new Proportion(44, 44).least()).isCloseTo(0.920, within(0.001));
        assertThat(new Proportion(1, 284).most()).isCloseTo(0.0197, within(0.0005));
        assertThat(new Proportion(0, 5).text()).isEqualTo("0, 0.0 % (0-43)");
    }
}
