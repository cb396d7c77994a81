package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.policies.evaluate.EvaluatedRun;
import dev.pathwarden.policies.evaluate.EvaluationReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An evaluation as {@code evaluate --json} writes it. */
public final class EvaluationJson {

    private EvaluationJson() {
    }

    /** {@code {"all":{..},"suites":{..},"guardrails":[..],"runs":[..],"unlabelled":N}}. */
    public static Map<String, Object> report(EvaluationReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("all", counts(report.all()));
        Map<String, Object> suites = new LinkedHashMap<>();
        report.bySuite().forEach((suite, counts) -> suites.put(suite, counts(counts)));
        json.put("suites", suites);
        List<Object> guardrails = new ArrayList<>();
        for (EvaluationReport.ByGuardrail one : report.byGuardrail()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("guardrail", one.guardrail());
            entry.put("stopped", one.stopped());
            entry.put("onlyIt", one.onlyIt());
            entry.put("touched", one.touched());
            guardrails.add(entry);
        }
        json.put("guardrails", guardrails);
        List<Object> runs = new ArrayList<>(report.runs().size());
        report.runs().forEach(run -> runs.add(run(run)));
        json.put("runs", runs);
        json.put("unlabelled", report.unlabelled());
        return json;
    }

    private static Map<String, Object> counts(EvaluationReport.Counts counts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("attacks", counts.attacks());
        json.put("stopped", counts.stopped());
        json.put("solved", counts.clean());
        json.put("touched", counts.touched());
        json.put("blocked", counts.blocked());
        json.put("failedAttacks", counts.failedAttacks());
        json.put("failedAttacksStopped", counts.failedStopped());
        json.put("uncounted", counts.uncounted());
        return json;
    }

    private static Map<String, Object> run(EvaluatedRun run) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", run.run().toString());
        json.put("suite", run.label().suite());
        json.put("kind", run.label().kind().name().toLowerCase(Locale.ROOT));
        json.put("counts", run.counts());
        List<Object> stops = new ArrayList<>(run.stops().size());
        run.stops().forEach(stop -> stops.add(DryRunJson.decision(stop)));
        json.put("stops", stops);
        return json;
    }
}
