package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.evidence.RedactedRun;
import dev.pathwarden.model.json.StepJson;
import dev.pathwarden.model.path.UnseenEffects;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Limit;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.RunTotals;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs as {@code show --json} writes them. Times are epoch nanoseconds, null where the source had no clock. */
public final class RunJson {

    private static final List<Field> TOTALS = List.of(Field.OUTCOME_INPUT_TOKENS, Field.OUTCOME_CACHED_INPUT_TOKENS, Field.OUTCOME_OUTPUT_TOKENS, Field.OUTCOME_COST_MICRO_USD,
            Field.OUTCOME_ROWS_READ, Field.OUTCOME_BYTES_OUT, Field.OUTCOME_FILES_CHANGED, Field.OUTCOME_PROCESSES);

    private RunJson() {
    }

    /** {@code {"runs":[..]}}. */
    public static Map<String, Object> runs(List<RunSummary> summaries) {
        List<Object> runs = new ArrayList<>(summaries.size());
        for (RunSummary summary : summaries) {
            Run run = summary.run();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("id", run.id().toString());
            json.put("agent", run.agent());
            json.put("status", run.status().text());
            json.put("attributes", run.attributes());
            json.put("steps", summary.steps());
            runs.add(json);
        }
        return Map.of("runs", runs);
    }

    /**
     * {@code {"runs":[..],"processes":[..]}}, where only a run that started processes whose effects nobody saw has {@code effectsUnseen}, their number, and only one of which something was taken out has
     * {@code redacted}, when that was.
     *
     * @param unseen runs that started such processes
     * @param redacted runs of which something was taken out
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> runs(List<RunSummary> summaries, List<ProcessInfo> processes, Map<RunId, Integer> unseen, Map<RunId, RedactedRun> redacted) {
        Map<String, Object> json = runs(summaries, processes);
        List<Object> runs = (List<Object>) json.get("runs");
        for (int i = 0; i < runs.size(); i++) {
            RunId id = summaries.get(i).run().id();
            Map<String, Object> run = (Map<String, Object>) runs.get(i);
            if (unseen.containsKey(id)) {
                run.put("effectsUnseen", unseen.get(id));
            }
            if (redacted.containsKey(id)) {
                run.put("redacted", Map.of("at", redacted.get(id).atNanos()));
            }
        }
        return json;
    }

    /** {@code {"runs":[..],"processes":[..]}}. */
    public static Map<String, Object> runs(List<RunSummary> summaries, List<ProcessInfo> processes) {
        Map<String, Object> json = new LinkedHashMap<>(runs(summaries));
        json.put("processes", processes.stream().map(RunJson::process).toList());
        return json;
    }

    /** A watched process, and which hooks were live in it: null for one whose class was not loaded. */
    private static Map<String, Object> process(ProcessInfo process) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("pid", process.pid());
        json.put("start", process.startNanos());
        json.put("command", process.command());
        json.put("java", process.java());
        json.put("run", process.run() == null ? null : process.run().toString());
        json.put("startedBy", text(process.startedBy()));
        List<Object> hooks = new ArrayList<>(process.hooks().size());
        for (ProcessInfo.HookState hook : process.hooks()) {
            Map<String, Object> state = new LinkedHashMap<>();
            state.put("hook", hook.hook());
            state.put("live", hook.live());
            state.put("detail", hook.detail());
            hooks.add(state);
        }
        json.put("hooks", hooks);
        json.put("unseen", Limit.of(process).stream().map(Limit::title).toList());
        json.put("bundles", process.bundles().stream().map(RunJson::bundle).toList());
        json.put("outside", process.outside());
        json.put("dropped", process.dropped());
        return json;
    }

    /** Guardrails that came into force, or with {@code refusal} why they did not. */
    private static Map<String, Object> bundle(BundleChange change) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", change.atNanos());
        json.put("bundle", change.bundle());
        json.put("sequence", change.sequence());
        json.put("signer", change.signer());
        json.put("refusal", change.refusal());
        return json;
    }

    /**
     * {@code {"run":{..},"totals":{..},"steps":[..]}}, steps in path order. Only a step that started a process whose effects nobody saw has {@code effectsUnseen}. Only a run of which something was taken
     * out has {@code redacted}: when, and of its own parts and of each step's which, and what it was.
     *
     * @param processes all recorded processes, which tell whose effects were seen
     * @param redacted what was taken out; null for nothing
     */
    public static Map<String, Object> run(RecordedRun recorded, List<ProcessInfo> processes, RedactedRun redacted) {
        Set<StepId> unseen = UnseenEffects.of(recorded, processes);
        Map<String, Object> json = new LinkedHashMap<>();
        Map<String, Object> head = head(recorded.run(), recorded.steps().size());
        if (redacted != null) {
            head.put("redacted", redacted(redacted));
        }
        json.put("run", head);
        json.put("totals", totals(recorded));
        List<Object> steps = new ArrayList<>(recorded.steps().size());
        for (RecordedStep step : recorded.steps()) {
            Map<String, Object> one = StepJson.of(step);
            if (unseen.contains(step.step().id())) {
                one.put("effectsUnseen", true);
            }
            steps.add(one);
        }
        json.put("steps", steps);
        return json;
    }

    /** Tombstones; {@code step} counts from 1 and is null for the run itself. */
    private static Map<String, Object> redacted(RedactedRun redacted) {
        List<Object> parts = new ArrayList<>();
        for (RedactedRun.Tombstone tombstone : redacted.tombstones()) {
            Map<String, Object> part = new LinkedHashMap<>();
            part.put("step", tombstone.step() < 0 ? null : tombstone.step() + 1L);
            part.put("part", tombstone.part().text());
            part.put("kind", tombstone.kind());
            parts.add(part);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", redacted.atNanos());
        json.put("parts", parts);
        return json;
    }

    /** What the recorded steps of all processes came to; null where no model call told. */
    private static Map<String, Object> totals(RecordedRun recorded) {
        Map<Field, Long> totals = RunTotals.of(recorded).facts();
        Map<String, Object> json = new LinkedHashMap<>();
        for (Field field : TOTALS) {
            json.put(field.text().substring(field.text().indexOf('.') + 1), totals.get(field));
        }
        return json;
    }

    /** A run without its steps. */
    public static Map<String, Object> head(Run run, int steps) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", run.id().toString());
        json.put("agent", run.agent());
        json.put("agentName", run.agentName());
        json.put("agentVersion", run.agentVersion());
        json.put("status", run.status().text());
        json.put("start", run.startNanos());
        json.put("end", run.endNanos());
        json.put("attributes", run.attributes());
        json.put("steps", steps);
        return json;
    }

    private static String text(StepId id) {
        return id == null ? null : id.toString();
    }
}
