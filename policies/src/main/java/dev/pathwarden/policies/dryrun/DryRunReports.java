package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes, merges and writes dry-run reports. */
public final class DryRunReports {

    /** The report on no run at all. */
    public static final DryRunReport EMPTY = new DryRunReport(List.of(), List.of(), new DryRunReport.Summary(0, 0, Map.of(), 0));

    private DryRunReports() {
    }

    static DryRunReport of(Bundle bundle, RunDryRun run, Map<StepId, Judgement> judgements) {
        List<DryRunReport.Coverage> coverage = new ArrayList<>();
        for (Guardrail guardrail : bundle.guardrails()) {
            coverage.add(coverage(guardrail, run, judgements));
        }
        Map<StepId, Action> strongest = new HashMap<>();
        for (DryRunDecision decision : run.decisions()) {
            strongest.merge(decision.step(), decision.verdict().action(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
        Map<Action, Long> decisions = new EnumMap<>(Action.class);
        strongest.values().forEach(action -> decisions.merge(action, 1L, Long::sum));
        return new DryRunReport(List.of(run), coverage, new DryRunReport.Summary(1, run.steps(), decisions, run.notEvaluated().size()));
    }

    private static DryRunReport.Coverage coverage(Guardrail guardrail, RunDryRun run, Map<StepId, Judgement> judgements) {
        Set<StepId> skipped = new HashSet<>();
        run.notEvaluated().forEach(skip -> {
            if (skip.guardrail().equals(guardrail.id())) {
                skipped.add(skip.step());
            }
        });
        long applicable = 0;
        long evaluated = 0;
        Map<String, Long> missing = new TreeMap<>();
        for (Judgement judgement : judgements.values()) {
            if (!guardrail.operations().contains(judgement.step().operation())) {
                continue;
            }
            applicable++;
            evaluated += judgement.evaluation() != null && !skipped.contains(judgement.step().id()) ? 1 : 0;
            for (Field field : guardrail.fields()) {
                if (judgement.step().facts().get(field) == null) {
                    missing.merge(field.text(), 1L, Long::sum);
                }
            }
        }
        long fired = run.decisions().stream().filter(decision -> decision.verdict().guardrail().equals(guardrail.id()) && !skipped.contains(decision.step())).count();
        return new DryRunReport.Coverage(guardrail.id(), applicable, evaluated, fired, missing);
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
        return new DryRunReport.Coverage(a.guardrail(), a.applicable() + b.applicable(), a.evaluated() + b.evaluated(), a.fired() + b.fired(), missing);
    }

    /**
     * The report as {@code dry-run --json} prints it.
     *
     * @param seconds how long the dry run took
     */
    public static Map<String, Object> toValues(DryRunReport report, double seconds) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("runs", report.runs().stream().map(DryRunReports::run).toList());
        values.put("summary", summary(report.summary()));
        values.put("coverage", report.coverage().stream().map(DryRunReports::coverage).toList());
        values.put("seconds", seconds);
        return values;
    }

    private static Map<String, Object> run(RunDryRun run) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("id", run.run().id().toString());
        values.put("attributes", run.run().attributes());
        values.put("steps", (long) run.steps());
        values.put("decisions", run.decisions().stream().map(DryRunReports::decision).toList());
        values.put("notEvaluated", run.notEvaluated().stream().map(DryRunReports::skipped).toList());
        return values;
    }

    private static Map<String, Object> decision(DryRunDecision decision) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", decision.step().toString());
        values.put("operation", decision.operation().text());
        values.put("ordinal", (long) decision.ordinal());
        values.put("name", decision.name());
        values.put("guardrail", decision.verdict().guardrail());
        values.put("verdict", decision.verdict().verdict().text());
        values.put("action", decision.verdict().action().text());
        values.put("mode", decision.verdict().mode().text());
        values.put("message", decision.verdict().message());
        return values;
    }

    private static Map<String, Object> skipped(RunDryRun.Skipped skipped) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("step", skipped.step().toString());
        values.put("guardrail", skipped.guardrail());
        values.put("reason", skipped.reason());
        return values;
    }

    private static Map<String, Object> summary(DryRunReport.Summary summary) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("runs", (long) summary.runs());
        values.put("steps", summary.steps());
        for (Action action : new Action[] {Action.BLOCK, Action.HOLD, Action.SANDBOX, Action.REDACT, Action.ALERT}) {
            values.put(action.text(), summary.decisions().getOrDefault(action, 0L));
        }
        values.put("notEvaluated", summary.notEvaluated());
        return values;
    }

    private static Map<String, Object> coverage(DryRunReport.Coverage coverage) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("guardrail", coverage.guardrail());
        values.put("applicable", coverage.applicable());
        values.put("evaluated", coverage.evaluated());
        values.put("fired", coverage.fired());
        values.put("missing", new TreeMap<>(coverage.missing()));
        return values;
    }
}
