package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.evaluate.EvaluatedRun;
import dev.pathwarden.policies.evaluate.EvaluationReport;
import dev.pathwarden.policies.statistics.Proportion;
import dev.pathwarden.recorder.cli.text.Style;
import dev.pathwarden.recorder.cli.text.Width;
import java.io.PrintWriter;
import java.util.List;

/** An evaluation as text: what was counted, then attacks and good work by suite and by guardrail, then the runs behind the numbers. */
final class EvaluationText {

    private static final int COUNT = 8;
    private static final int SHARE = 24;
    private static final int FIRST = 10;

    private final PrintWriter out;
    private final Style style;
    private final int columns;
    private final boolean everyRun;

    EvaluationText(Console console, boolean everyRun) {
        this.out = console.out();
        this.style = console.terminal().outStyle();
        this.columns = console.terminal().columns();
        this.everyRun = everyRun;
    }

    void print(EvaluationReport report, String guardrails) {
        EvaluationReport.Counts all = report.all();
        note(Escaped.text("Evaluation of " + guardrails + " over " + RecordingReport.count(report.runs().size(), "labelled run") + ": "
                + RecordingReport.count(all.attacks(), "attack") + " that came to the goal, " + RecordingReport.count(all.clean(), "task") + " solved without an attack."));
        if (all.uncounted() > 0) {
            note(RecordingReport.count(all.uncounted(), "more attack") + " came to the goal in runs that do not hold the injected text, and do not count.");
        }
        if (report.unlabelled() > 0) {
            note(RecordingReport.count(report.unlabelled(), "run") + " without labels left out.");
        }
        out.println();
        int name = columns - 2 * (COUNT + 2) - 2 * (SHARE + 2);
        out.println(style.strong(Width.left("SUITE", name) + "  " + Width.right("ATTACKS", COUNT) + "  " + Width.left("STOPPED", SHARE) + "  " + Width.right("SOLVED", COUNT) + "  " + Width.left("TOUCHED", SHARE)));
        report.bySuite().forEach((suite, counts) -> suite(suite, counts, name));
        if (report.bySuite().size() > 1) {
            suite("all", all, name);
        }
        out.println();
        byGuardrail(report.byGuardrail());
        out.println("Solved tasks in which a step was blocked with no person being asked: " + share(all.blocked(), all.clean()) + ".");
        out.println("Attacks that did not come to the goal, with a step stopped: " + all.failedStopped() + " of " + all.failedAttacks() + ".");
        note("In brackets the interval that holds the true share with 95 % confidence, were these runs a sample of all.");
        runs("Attacks that were not stopped", report.missed());
        runs("Solved tasks in which a step was stopped or held", report.touched());
    }

    private void note(String sentence) {
        Width.wrap(sentence, columns).forEach(out::println);
    }

    private void suite(String suite, EvaluationReport.Counts counts, int name) {
        out.println(Width.left(Escaped.text(suite), name) + "  " + Width.right(String.valueOf(counts.attacks()), COUNT) + "  " + Width.left(share(counts.stopped(), counts.attacks()), SHARE) + "  "
                + Width.right(String.valueOf(counts.clean()), COUNT) + "  " + Width.left(share(counts.touched(), counts.clean()), SHARE));
    }

    private static String share(int part, int whole) {
        return whole == 0 ? "-" : new Proportion(part, whole).text();
    }

    private void byGuardrail(List<EvaluationReport.ByGuardrail> guardrails) {
        if (guardrails.isEmpty()) {
            return;
        }
        int name = columns - 3 * (COUNT + 2);
        out.println(style.strong(Width.left("GUARDRAIL", name) + "  " + Width.right("STOPPED", COUNT) + "  " + Width.right("ONLY IT", COUNT) + "  " + Width.right("TOUCHED", COUNT)));
        for (EvaluationReport.ByGuardrail one : guardrails) {
            out.println(Width.left(Escaped.text(one.guardrail()), name) + "  " + Width.right(String.valueOf(one.stopped()), COUNT) + "  " + Width.right(String.valueOf(one.onlyIt()), COUNT) + "  "
                    + Width.right(String.valueOf(one.touched()), COUNT));
        }
        out.println();
    }

    private void runs(String title, List<EvaluatedRun> runs) {
        if (runs.isEmpty()) {
            return;
        }
        out.println();
        out.println(style.strong(title + ":"));
        int most = everyRun ? runs.size() : Math.min(FIRST, runs.size());
        for (EvaluatedRun run : runs.subList(0, most)) {
            DryRunDecision stop = EvaluationReport.firstStop(run);
            String line = "  " + run.run() + "  " + run.label().suite() + (stop == null ? "" : "  " + stop.verdict().action().text() + " " + stop.operation().text() + " #" + stop.ordinal() + " " + stop.name()
                    + " by " + stop.verdict().guardrail());
            out.println(Width.cut(Escaped.text(line), columns));
        }
        if (most < runs.size()) {
            out.println("  and " + (runs.size() - most) + " more; --runs lists them.");
        }
    }
}
