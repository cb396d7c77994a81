package dev.pathwarden.model.json;

import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A step as {@code show --json} and {@code find --json} write it, made of maps, lists, text, numbers, booleans and null. Times are epoch nanoseconds, null where the source had no clock. */
public final class StepJson {

    private StepJson() {
    }

    /** A step; null for none. Only a step that had to wait has {@code hold}. */
    public static Map<String, Object> of(RecordedStep recorded) {
        if (recorded == null) {
            return null;
        }
        Step step = recorded.step();
        Outcome outcome = recorded.outcome();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", step.id().toString());
        json.put("parent", text(step.parent()));
        json.put("links", links(step.links()));
        json.put("layer", step.operation().layer().name());
        json.put("operation", step.operation().text());
        json.put("name", step.name());
        json.put("agent", step.agent());
        json.put("process", step.pid());
        json.put("thread", step.thread());
        json.put("start", step.startNanos());
        json.put("durationNanos", outcome == null ? null : outcome.durationNanos());
        json.put("status", recorded.status().text());
        json.put("error", outcome == null ? null : outcome.error());
        json.put("arguments", step.arguments());
        json.put("result", outcome == null ? null : outcome.result());
        json.put("labels", labels(recorded));
        json.put("verdicts", recorded.decision() == null ? List.of() : recorded.decision().verdicts().stream().map(StepJson::verdict).toList());
        recorded.held().ifPresent(hold -> json.put("hold", hold(hold)));
        return json;
    }

    /** What a guardrail said. */
    public static Map<String, Object> verdict(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("guardrail", verdict.guardrail());
        json.put("verdict", verdict.verdict().text());
        json.put("action", verdict.action().text());
        json.put("mode", verdict.mode().text());
        return json;
    }

    /** Labels of a step's arguments, content and result, sorted. */
    private static List<String> labels(RecordedStep recorded) {
        Set<String> labels = new TreeSet<>(recorded.step().labels());
        if (recorded.outcome() != null) {
            labels.addAll(recorded.outcome().labels());
        }
        return List.copyOf(labels);
    }

    private static List<Object> links(List<Link> links) {
        List<Object> json = new ArrayList<>(links.size());
        for (Link link : links) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("step", link.step().toString());
            one.put("kind", link.kind().text());
            json.add(one);
        }
        return json;
    }

    /** A wait; null for none. */
    public static Map<String, Object> hold(Hold hold) {
        if (hold == null) {
            return null;
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("binding", hold.binding());
        json.put("asked", hold.askedNanos());
        json.put("expires", hold.expiresNanos());
        json.put("answer", hold.answer() == null ? null : hold.answer().text());
        json.put("answered", hold.answeredNanos());
        json.put("by", hold.by());
        json.put("reason", hold.reason());
        return json;
    }

    private static String text(StepId id) {
        return id == null ? null : id.toString();
    }
}
