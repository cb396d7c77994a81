package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.json.StepJson;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.GuardrailChange;
import dev.pathwarden.policies.dryrun.GuardrailCost;
import dev.pathwarden.policies.dryrun.GuardrailOutcome;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Reasons;
import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.Costs;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.HitGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A dry run as {@code dry-run --json} writes it. */
public final class DryRunJson {

    private static final List<Action> STRONGEST_FIRST = List.of(Action.BLOCK, Action.HOLD, Action.SANDBOX, Action.REDACT, Action.ALERT);

    private DryRunJson() {
    }

    /**
     * {@code {"runs":[..],"summary":{..},"coverage":[..],"notEvaluated":[..],"seconds":S}}.
     *
     * @param seconds how long it took, in seconds
     */
    public static Map<String, Object> report(DryRunReport report, double seconds) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> runs = new ArrayList<>(report.runs().size());
        report.runs().forEach(run -> runs.add(run(run)));
        json.put("runs", runs);
        json.put("summary", summary(report));
        json.put("coverage", coverage(report.coverage()));
        json.put("notEvaluated", report.unevaluated().stream().map(DryRunJson::unevaluated).toList());
        json.put("seconds", seconds);
        return json;
    }

    private static Map<String, Object> run(RunDryRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", run.run().id().toString());
        json.put("attributes", run.run().attributes());
        json.put("steps", run.steps());
        List<Object> decisions = new ArrayList<>(run.decisions().size());
        run.decisions().forEach(decision -> decisions.add(decision(decision)));
        json.put("decisions", decisions);
        json.put("excepted", run.excepted().stream().map(DryRunJson::decision).toList());
        json.put("notAsRecorded", aftermath(run.aftermath()));
        return json;
    }

    /** {@code {"step":..,"operation":..,"ordinal":N,"name":..,..}} and the verdict. */
    static Map<String, Object> decision(DryRunDecision decision) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", decision.step().toString());
        json.put("operation", decision.operation().text());
        json.put("ordinal", decision.ordinal());
        json.put("name", decision.name());
        json.putAll(StepJson.verdict(decision.verdict()));
        return json;
    }

    /** A step that two sets decide differently: {@code {"run":..,"step":..,..,"before":A,"after":A,"changes":[{"guardrail":..,"change":..,"before":{..},"after":{..}}]}}. */
    public static Map<String, Object> flip(Flip flip) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("run", flip.run().toString());
        one.put("step", flip.step().toString());
        one.put("operation", flip.operation().text());
        one.put("ordinal", flip.ordinal());
        one.put("name", flip.name());
        one.put("before", flip.before().text());
        one.put("after", flip.after().text());
        one.put("newlyStopped", flip.newlyStopped());
        one.put("newlyAllowed", flip.newlyAllowed());
        List<Object> changes = new ArrayList<>();
        for (GuardrailChange change : flip.changes()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("guardrail", change.guardrail());
            json.put("change", words(change.kind()));
            json.put("before", outcome(change.before(), change.clausesBefore()));
            json.put("after", outcome(change.after(), change.clausesAfter()));
            changes.add(json);
        }
        one.put("changes", changes);
        return one;
    }

    /** What a guardrail came to in one set; {@code clauses} are only those that made the difference. */
    private static Map<String, Object> outcome(GuardrailOutcome outcome, List<Reasons.Clause> clauses) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("state", words(outcome.state()));
        json.put("action", outcome.action().text());
        json.put("mode", outcome.mode() == null ? null : outcome.mode().text());
        json.put("message", outcome.message());
        List<Object> list = new ArrayList<>();
        for (Reasons.Clause clause : clauses) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("let", clause.let().isEmpty() ? null : clause.let());
            one.put("text", clause.text());
            one.put("value", clause.value());
            Map<String, Object> reads = new LinkedHashMap<>();
            clause.reads().forEach(read -> reads.put(read.text(), read.value()));
            one.put("reads", reads);
            list.add(one);
        }
        json.put("clauses", list);
        return json;
    }

    /** {@code {"by":"tool","groups":[{"key":..,"spanNanos":N,"stopped":N,"steps":N,"newlyStopped":N,"noLongerStopped":N,"same":N}]}}. */
    public static Map<String, Object> groups(GroupBy by, List<HitGroup> groups) {
        List<Object> list = new ArrayList<>(groups.size());
        for (HitGroup group : groups) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", group.key());
            if (by == GroupBy.TIME) {
                one.put("spanNanos", group.spanNanos());
            }
            one.put("stopped", group.stopped());
            one.put("steps", group.hits());
            one.put("newlyStopped", group.count(Change.NEWLY_STOPPED));
            one.put("noLongerStopped", group.count(Change.NO_LONGER_STOPPED));
            one.put("same", group.count(Change.SAME));
            list.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", by.text());
        json.put("groups", list);
        return json;
    }

    /** Two sets side by side: {@code [{"guardrail":..,"in":"only-before|only-now|changed|same|not-known","changed":[..],"stoppedBefore":N,"stoppedNow":N,"newlyStopped":N,"noLongerStopped":N,"steps":N}]}. */
    public static List<Object> guardrails(List<ComparedGuardrail> guardrails) {
        List<Object> list = new ArrayList<>(guardrails.size());
        for (ComparedGuardrail each : guardrails) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("guardrail", each.guardrail());
            one.put("in", words(each.standing()));
            one.put("changed", each.parts().stream().map(DryRunJson::words).toList());
            one.put("stoppedBefore", each.stoppedBefore());
            one.put("stoppedNow", each.stoppedNow());
            one.put("newlyStopped", each.newlyStopped());
            one.put("noLongerStopped", each.noLongerStopped());
            one.put("steps", each.steps());
            list.add(one);
        }
        return list;
    }

    /** About what guardrails cost: {@code [{"guardrail":..,"medianMicros":N,"share":N,"samples":N,"medianMicrosBefore":N}]}, the last where another set was measured that has it. */
    public static List<Object> costs(Costs costs) {
        List<Object> list = new ArrayList<>(costs.now().size());
        for (GuardrailCost cost : new TreeMap<>(costs.now()).values()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("guardrail", cost.guardrail());
            one.put("medianMicros", cost.medianMicros());
            one.put("share", cost.share());
            one.put("samples", cost.samples());
            if (costs.before().containsKey(cost.guardrail())) {
                one.put("medianMicrosBefore", costs.before().get(cost.guardrail()).medianMicros());
            }
            list.add(one);
        }
        return list;
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What would not have happened as recorded: {@code {"stops":[ID..],"steps":[{"step":ID,..,"tie":"caused|fed","stop":ID}..],"later":N}}. */
    private static Map<String, Object> aftermath(Aftermath aftermath) {
        List<Object> steps = new ArrayList<>(aftermath.hanging().size());
        for (Aftermath.Hanging hanging : aftermath.hanging()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("step", hanging.step().toString());
            one.put("operation", hanging.operation().text());
            one.put("ordinal", hanging.ordinal());
            one.put("name", hanging.name());
            one.put("tie", words(hanging.tie()));
            one.put("stop", hanging.stop().toString());
            steps.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stops", aftermath.stops().stream().map(StepId::toString).toList());
        json.put("steps", steps);
        json.put("later", aftermath.later());
        return json;
    }

    private static Map<String, Object> unevaluated(DryRunReport.Unevaluated one) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("guardrail", one.guardrail());
        json.put("reason", one.reason());
        json.put("evaluations", one.evaluations());
        json.put("runs", one.runs());
        return json;
    }

    private static Map<String, Object> summary(DryRunReport report) {
        DryRunReport.Summary summary = report.summary();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("runs", summary.runs());
        json.put("steps", summary.steps());
        for (Action action : STRONGEST_FIRST) {
            json.put(action.text(), summary.decisions().getOrDefault(action, 0L));
        }
        json.put("excepted", report.excepted());
        json.put("notEvaluated", summary.notEvaluated());
        Map<String, Object> behind = new LinkedHashMap<>();
        behind.put("caused", report.hanging(Aftermath.Tie.CAUSED));
        behind.put("fed", report.hanging(Aftermath.Tie.FED));
        behind.put("later", report.later());
        json.put("notAsRecorded", behind);
        return json;
    }

    private static List<Object> coverage(List<DryRunReport.Coverage> coverage) {
        List<Object> json = new ArrayList<>(coverage.size());
        for (DryRunReport.Coverage one : coverage) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("guardrail", one.guardrail());
            entry.put("applicable", one.applicable());
            entry.put("evaluated", one.evaluated());
            entry.put("matched", one.matched());
            entry.put("excepted", one.excepted());
            entry.put("missing", new TreeMap<>(one.missing()));
            json.add(entry);
        }
        return json;
    }
}
