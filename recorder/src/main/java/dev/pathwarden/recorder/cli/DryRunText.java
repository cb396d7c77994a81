package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.recorder.cli.text.Escaped;
import dev.pathwarden.recorder.cli.text.Style;
import dev.pathwarden.recorder.cli.text.Width;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A dry run as text: what could be seen before what was counted, then the decisions run by run, then the sum. */
final class DryRunText {

    private static final int COUNT = 10;
    private static final List<Action> STRONGEST_FIRST = List.of(Action.BLOCK, Action.HOLD, Action.SANDBOX, Action.REDACT, Action.ALERT);

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    DryRunText(Console console) {
        this.out = console.out();
        this.style = console.terminal().outStyle();
        this.columns = console.terminal().columns();
    }

    void print(DryRunReport report, DryRunMode mode) {
        out.println("Dry run of " + RecordingReport.count(report.coverage().size(), "guardrail") + " over " + RecordingReport.count(report.summary().runs(), "run") + " with "
                + RecordingReport.count(report.summary().steps(), "step") + ", " + (mode == DryRunMode.AS_LIVE ? "as live: on the facts each decision had then"
                : "on the whole path: with trust facts computed anew") + ".");
        out.println();
        printCoverage(report.coverage());
        report.runs().forEach(this::printRun);
        printSummary(report.summary());
    }

    private void printCoverage(List<DryRunReport.Coverage> coverage) {
        int name = columns - 3 * (COUNT + 2);
        out.println(style.strong(Width.left("COVERAGE: GUARDRAIL", name) + "  " + Width.right("STEPS", COUNT) + "  " + Width.right("EVALUATED", COUNT) + "  " + Width.right("MATCHED", COUNT)));
        for (DryRunReport.Coverage one : coverage) {
            out.println(Width.left(Escaped.text(one.guardrail()), name) + "  " + Width.right(String.valueOf(one.applicable()), COUNT) + "  "
                    + Width.right(String.valueOf(one.evaluated()), COUNT) + "  " + Width.right(String.valueOf(one.fired()), COUNT));
            if (!one.missing().isEmpty()) {
                String missing = new TreeMap<>(one.missing()).entrySet().stream().map(field -> field.getKey() + " in " + field.getValue()).collect(Collectors.joining(", "));
                Width.wrap("not recorded: " + Escaped.text(missing), columns - 2, 3).forEach(line -> out.println("  " + style.warning(line)));
            }
        }
        out.println();
    }

    private void printRun(RunDryRun run) {
        if (run.decisions().isEmpty() && run.notEvaluated().isEmpty()) {
            return;
        }
        String attributes = run.run().attributes().entrySet().stream().map(one -> Escaped.text(one.getKey()) + "=" + Escaped.text(String.valueOf(one.getValue()))).collect(Collectors.joining("  "));
        out.println(style.strong(Width.cut("Run " + run.run().id() + ", " + RecordingReport.count(run.steps(), "step") + (attributes.isEmpty() ? "" : "  " + attributes), columns)));
        for (DryRunDecision decision : run.decisions()) {
            printDecision(decision);
        }
        Map<String, Integer> skipped = new LinkedHashMap<>();
        run.notEvaluated().forEach(one -> skipped.merge(one.guardrail() + ": " + one.reason(), 1, Integer::sum));
        skipped.forEach((what, count) -> Width.wrap("not evaluated " + (count == 1 ? "once" : count + " times") + ": " + Escaped.text(what), columns - 2, 2)
                .forEach(line -> out.println("  " + style.warning(line))));
        out.println();
    }

    private void printDecision(DryRunDecision decision) {
        Action action = decision.verdict().action();
        String head = Width.left(action.text(), 8) + Width.left("(" + decision.verdict().mode().text() + ")", 10);
        String coloured = action == Action.BLOCK || action == Action.HOLD ? style.bad(head) : style.warning(head);
        out.println("  " + coloured + Width.cut(place(decision.step(), decision) + " " + Escaped.text(decision.name()), columns - 2 - Width.of(head)));
        Width.wrap(Escaped.text(decision.verdict().guardrail()) + ": " + Escaped.text(decision.verdict().message()), columns - 6, 3).forEach(line -> out.println("      " + line));
    }

    private static String place(StepId step, DryRunDecision decision) {
        return step.toString().substring(0, 8) + "  " + decision.operation().text() + " #" + decision.ordinal();
    }

    private void printSummary(DryRunReport.Summary summary) {
        StringJoiner counts = new StringJoiner(", ");
        for (Action action : STRONGEST_FIRST) {
            counts.add(summary.decisions().getOrDefault(action, 0L) + " " + action.text());
        }
        out.println(style.strong("Steps these guardrails would have acted on: ") + counts + ".");
        out.println(summary.notEvaluated() == 0 ? "Every guardrail could be evaluated wherever it applies."
                : summary.notEvaluated() + " evaluations could not be made, which is not the same as allowed.");
        out.println("What an agent would have done after a stopped step is not known.");
    }

    /** Prints how another set of guardrails differs. */
    void printFlips(List<Flip> flips, String against) {
        out.println();
        out.println(style.strong("Against " + Escaped.text(against) + ": " + RecordingReport.count(flips.size(), "step") + " decided otherwise, "
                + flips.stream().filter(Flip::newlyStopped).count() + " newly stopped, " + flips.stream().filter(Flip::newlyAllowed).count() + " no longer stopped."));
        for (Flip flip : flips) {
            out.println(Width.cut("  " + Width.left(flip.before().text() + " -> " + flip.after().text(), 18) + flip.run().toString().substring(0, 8) + "  "
                    + place(flip.decision().step(), flip.decision()) + " " + Escaped.text(flip.decision().name()), columns));
        }
    }
}
