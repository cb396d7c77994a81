package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.GuardrailChange;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.Costs;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.HitGroup;
import dev.pathwarden.recorder.cli.text.ComparedGuardrailText;
import dev.pathwarden.recorder.cli.text.CostText;
import dev.pathwarden.recorder.cli.text.FlipText;
import dev.pathwarden.recorder.cli.text.HitGroupText;
import dev.pathwarden.recorder.cli.text.Style;
import dev.pathwarden.recorder.cli.text.Width;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A dry run as text: what could be seen before what was counted, then the decisions run by run with what would not have happened as recorded, then the sum. */
final class DryRunText {

    private static final int COUNT = 10;
    private static final int FLIP = 18;
    private static final int TIE = 20;
    private static final int MOST_HANGING = 10;
    private static final int MOST_EXCEPTED = 5;
    private static final int EXCEPTED = 18;
    private static final int MOST_REASONS_PER_RUN = 3;
    private static final int MOST_REASONS = 20;
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
        Width.wrap("Dry run of " + RecordingReport.count(report.coverage().size(), "guardrail") + " over " + RecordingReport.count(report.summary().runs(), "run") + " with "
                + RecordingReport.count(report.summary().steps(), "step") + ", " + (mode == DryRunMode.AS_LIVE ? "as live: on the facts each decision had then"
                : "on the whole path: with trust facts computed anew") + ".", columns).forEach(out::println);
        out.println();
        printCoverage(report.coverage());
        report.runs().forEach(this::printRun);
        printSummary(report);
    }

    private void printCoverage(List<DryRunReport.Coverage> coverage) {
        int name = columns - 3 * (COUNT + 2);
        out.println(style.strong(Width.left("COVERAGE: GUARDRAIL", name) + "  " + Width.right("STEPS", COUNT) + "  " + Width.right("EVALUATED", COUNT) + "  " + Width.right("MATCHED", COUNT)));
        for (DryRunReport.Coverage one : coverage) {
            out.println(Width.left(Escaped.text(one.guardrail()), name) + "  " + Width.right(String.valueOf(one.applicable()), COUNT) + "  "
                    + Width.right(String.valueOf(one.evaluated()), COUNT) + "  " + Width.right(String.valueOf(one.matched()), COUNT));
            if (one.excepted() > 0) {
                out.println("  " + style.faint("excepted " + one.excepted()));
            }
            if (!one.missing().isEmpty()) {
                String missing = new TreeMap<>(one.missing()).entrySet().stream().map(field -> field.getKey() + " in " + field.getValue()).collect(Collectors.joining(", "));
                Width.wrap("not recorded: " + Escaped.text(missing), columns - 2, 3).forEach(line -> out.println("  " + style.warning(line)));
            }
        }
        out.println();
    }

    private void printRun(RunDryRun run) {
        if (run.decisions().isEmpty() && run.excepted().isEmpty() && run.notEvaluated().isEmpty()) {
            return;
        }
        out.println(style.strong(Width.cut(title(run), columns)));
        for (DryRunDecision decision : run.decisions()) {
            printDecision(decision);
        }
        printAftermath(run.aftermath());
        printExcepted(run.excepted());
        Map<String, Integer> skipped = new LinkedHashMap<>();
        run.notEvaluated().forEach(one -> skipped.merge(one.guardrail() + ": " + one.reason(), 1, Integer::sum));
        skipped.entrySet().stream().limit(MOST_REASONS_PER_RUN).forEach(one -> Width.wrap("not evaluated " + (one.getValue() == 1 ? "once" : one.getValue() + " times") + ": "
                + Escaped.text(one.getKey()), columns - 2, 2).forEach(line -> out.println("  " + style.warning(line))));
        if (skipped.size() > MOST_REASONS_PER_RUN) {
            out.println("  " + style.warning("not evaluated: " + RecordingReport.count(skipped.size() - MOST_REASONS_PER_RUN, "more reason") + ", see below"));
        }
        out.println();
    }

    private void printExcepted(List<DryRunDecision> excepted) {
        for (DryRunDecision decision : excepted.subList(0, Math.min(excepted.size(), MOST_EXCEPTED))) {
            String head = Width.left("excepted", EXCEPTED);
            out.println("  " + style.faint(head + Width.cut(place(decision.step(), decision.operation(), decision.ordinal()) + " " + Escaped.text(decision.name()), columns - 2 - EXCEPTED)));
            Width.wrap(Escaped.text(decision.verdict().guardrail()) + ": " + Escaped.text(decision.verdict().message()), columns - 6, 3).forEach(line -> out.println("      " + style.faint(line)));
        }
        if (excepted.size() > MOST_EXCEPTED) {
            out.println("  " + style.faint("and " + RecordingReport.count(excepted.size() - MOST_EXCEPTED, "more step") + " for which an exception held"));
        }
    }

    /** Steps behind a stop, the stronger tie first. They are never called prevented: what would have happened instead is not known. */
    private void printAftermath(Aftermath aftermath) {
        if (aftermath.hanging().isEmpty() && aftermath.later() == 0) {
            return;
        }
        out.println("  would not have happened as recorded:");
        for (Aftermath.Hanging hanging : aftermath.hanging().subList(0, Math.min(aftermath.hanging().size(), MOST_HANGING))) {
            String head = Width.left((hanging.tie() == Aftermath.Tie.CAUSED ? "caused by " : "fed by ") + hanging.stop().toString().substring(0, 8), TIE);
            out.println("      " + style.warning(head) + Width.cut(place(hanging.step(), hanging.operation(), hanging.ordinal()) + " " + Escaped.text(hanging.name()), columns - 6 - TIE));
        }
        if (aftermath.hanging().size() > MOST_HANGING) {
            out.println("      and " + RecordingReport.count(aftermath.hanging().size() - MOST_HANGING, "more step") + " that hung on a stop");
        }
        if (aftermath.later() > 0) {
            out.println(style.faint("      later: " + RecordingReport.count(aftermath.later(), aftermath.hanging().isEmpty() ? "step" : "more step") + " of the run, tied to the stop only by coming after it"));
        }
    }

    private static String title(RunDryRun run) {
        String attributes = run.run().attributes().entrySet().stream().map(one -> Escaped.text(one.getKey()) + "=" + Escaped.text(String.valueOf(one.getValue()))).collect(Collectors.joining("  "));
        return "Run " + run.run().id() + ", " + RecordingReport.count(run.steps(), "step") + (attributes.isEmpty() ? "" : "  " + attributes);
    }

    private void printDecision(DryRunDecision decision) {
        Action action = decision.verdict().action();
        String head = Width.left(action.text(), 8) + Width.left("(" + decision.verdict().mode().text() + ")", 10);
        String coloured = action == Action.BLOCK || action == Action.HOLD ? style.bad(head) : style.warning(head);
        out.println("  " + coloured + Width.cut(place(decision.step(), decision.operation(), decision.ordinal()) + " " + Escaped.text(decision.name()), columns - 2 - Width.of(head)));
        Width.wrap(Escaped.text(decision.verdict().guardrail()) + ": " + Escaped.text(decision.verdict().message()), columns - 6, 3).forEach(line -> out.println("      " + line));
    }

    private static String place(StepId step, Operation operation, int ordinal) {
        return step.toString().substring(0, 8) + "  " + operation.text() + " #" + ordinal;
    }

    private void printSummary(DryRunReport report) {
        DryRunReport.Summary summary = report.summary();
        StringJoiner counts = new StringJoiner(", ");
        for (Action action : STRONGEST_FIRST) {
            counts.add(summary.decisions().getOrDefault(action, 0L) + " " + action.text());
        }
        String what = "Steps these guardrails would have acted on: ";
        Width.wrap(what + counts + ".", columns).forEach(line -> out.println(line.startsWith(what) ? style.strong(what) + line.substring(what.length()) : line));
        if (report.excepted() > 0) {
            out.println("Exceptions held " + (report.excepted() == 1 ? "once" : report.excepted() + " times") + ".");
        }
        long caused = report.hanging(Aftermath.Tie.CAUSED);
        long fed = report.hanging(Aftermath.Tie.FED);
        if (caused + fed + report.later() > 0) {
            Width.wrap("Would not have happened as recorded: " + RecordingReport.count(caused, "step") + " caused by a stop, " + fed + " fed by its result; " + report.later()
                    + " more only came later in the run.", columns).forEach(out::println);
        }
        printUnevaluated(report);
        out.println("What an agent would have done after a stopped step is not known.");
    }

    private void printUnevaluated(DryRunReport report) {
        long count = report.summary().notEvaluated();
        if (count == 0) {
            out.println("Every guardrail could be evaluated wherever it applies.");
            return;
        }
        out.println(RecordingReport.count(count, "evaluation") + " could not be made, which is not the same as allowed:");
        List<DryRunReport.Unevaluated> reasons = report.unevaluated();
        for (DryRunReport.Unevaluated one : reasons.subList(0, Math.min(reasons.size(), MOST_REASONS))) {
            String indent = Width.right(String.valueOf(one.evaluations()), COUNT) + "  ";
            for (String line : Width.wrap(Escaped.text(one.guardrail()) + ": " + Escaped.text(one.reason()) + (one.runs() == 1 ? "" : " (in " + one.runs() + " runs)"), columns - COUNT - 2, 3)) {
                out.println(indent + style.warning(line));
                indent = " ".repeat(COUNT + 2);
            }
        }
        if (reasons.size() > MOST_REASONS) {
            long left = reasons.stream().skip(MOST_REASONS).mapToLong(DryRunReport.Unevaluated::evaluations).sum();
            out.println(Width.right(String.valueOf(left), COUNT) + "  " + style.warning("for " + RecordingReport.count(reasons.size() - MOST_REASONS, "more reason") + "; --json lists them all"));
        }
    }

    /**
     * Prints how another set of guardrails differs.
     *
     * @param flips per run of the report, the steps that the other set decides differently
     * @param guardrails those of both sets side by side
     */
    void printFlips(DryRunReport report, List<List<Flip>> flips, List<ComparedGuardrail> guardrails, String against) {
        List<Flip> all = flips.stream().flatMap(List::stream).toList();
        out.println();
        Width.wrap("Against " + Escaped.text(against) + ": " + RecordingReport.count(all.size(), "step") + " decided otherwise, " + all.stream().filter(Flip::newlyStopped).count() + " newly stopped, "
                + all.stream().filter(Flip::newlyAllowed).count() + " no longer stopped.", columns).forEach(line -> out.println(style.strong(line)));
        out.println();
        List<String> table = ComparedGuardrailText.lines(guardrails, columns);
        out.println(style.strong(table.get(0)));
        table.subList(1, table.size()).forEach(out::println);
        for (int i = 0; i < flips.size(); i++) {
            if (!flips.get(i).isEmpty()) {
                out.println();
                out.println(style.strong(Width.cut(title(report.runs().get(i)), columns)));
                flips.get(i).forEach(this::printFlip);
            }
        }
    }

    /** Prints about what each guardrail costs. */
    void printCosts(Costs costs) {
        out.println();
        List<String> lines = CostText.lines(costs, columns);
        out.println(style.strong(lines.get(0)));
        lines.subList(1, lines.size()).forEach(line -> Width.wrap(line, columns).forEach(out::println));
    }

    /** Prints the steps with an action, put together. */
    void printGroups(GroupBy by, List<HitGroup> groups) {
        List<String> lines = HitGroupText.lines(by, groups, columns);
        out.println();
        out.println(style.strong(lines.get(0)));
        lines.subList(1, lines.size()).forEach(out::println);
    }

    private void printFlip(Flip flip) {
        String head = Width.left(FlipText.actions(flip), FLIP);
        String coloured = flip.newlyStopped() ? style.bad(head) : flip.newlyAllowed() ? style.good(head) : style.warning(head);
        out.println("  " + coloured + Width.cut(place(flip.step(), flip.operation(), flip.ordinal()) + " " + Escaped.text(flip.name()), columns - 2 - FLIP));
        for (GuardrailChange change : flip.changes()) {
            Width.wrap(FlipText.sentence(change, flip), columns - 6, 3).forEach(line -> out.println("      " + line));
            FlipText.clauses(change).forEach(clause -> printClause(clause));
        }
    }

    /** A clause; its further lines begin behind the word that says which set it is of. */
    private void printClause(String clause) {
        String indent = "        ";
        for (String line : Width.wrap(clause, columns - 13, 3)) {
            out.println(style.faint(indent + line));
            indent = "             ";
        }
    }
}
