package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes and merges dry-run reports. */
public final class DryRunReports {

    /** The report on no run at all. */
    public static final DryRunReport EMPTY = new DryRunReport(List.of(), List.of(), new DryRunReport.Summary(0, 0, Map.of(), 0));

    private DryRunReports() {
    }

    static DryRunReport of(List<DryRunReport.Coverage> coverage, RunDryRun run) {
        Map<StepId, Action> strongest = new HashMap<>();
        for (DryRunDecision decision : run.decisions()) {
            strongest.merge(decision.step(), decision.verdict().action(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        Map<Action, Long> decisions = new EnumMap<>(Action.class);
        strongest.values().forEach(action -> decisions.merge(action, 1L, Long::sum));
        return new DryRunReport(List.of(run), coverage, new DryRunReport.Summary(1, run.steps(), decisions, run.notEvaluated().size()));
    }

    /** One report of reports over different runs, made under the same guardrails; runs and guardrails keep their order. */
    public static DryRunReport merge(Iterable<DryRunReport> reports) {
        List<RunDryRun> runs = new ArrayList<>();
        Map<String, DryRunReport.Coverage> coverage = new LinkedHashMap<>();
        Map<Action, Long> decisions = new EnumMap<>(Action.class);
        int count = 0;
        long steps = 0;
        long notEvaluated = 0;
        for (DryRunReport report : reports) {
            runs.addAll(report.runs());
            report.coverage().forEach(one -> coverage.merge(one.guardrail(), one, DryRunReports::add));
            report.summary().decisions().forEach((action, number) -> decisions.merge(action, number, Long::sum));
            count += report.summary().runs();
            steps += report.summary().steps();
            notEvaluated += report.summary().notEvaluated();
        }
        return new DryRunReport(runs, List.copyOf(coverage.values()), new DryRunReport.Summary(count, steps, decisions, notEvaluated));
    }

    private static DryRunReport.Coverage add(DryRunReport.Coverage a, DryRunReport.Coverage b) {
        Map<String, Long> missing = new TreeMap<>(a.missing());
        b.missing().forEach((field, number) -> missing.merge(field, number, Long::sum));
        return new DryRunReport.Coverage(a.guardrail(), a.applicable() + b.applicable(), a.evaluated() + b.evaluated(), a.matched() + b.matched(), a.excepted() + b.excepted(), missing);
    }
}
