package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.cause.Cause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The causes of a step as {@code why --json} writes them. */
public final class CauseJson {

    private CauseJson() {
    }

    /** {@code {"target":ID,"causes":[..]}}. */
    public static Map<String, Object> causes(StepId target, List<Cause> causes) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("target", target.toString());
        List<Object> list = new ArrayList<>(causes.size());
        for (Cause cause : causes) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("rank", cause.rank());
            one.put("step", cause.step().toString());
            one.put("certainty", cause.certainty());
            one.put("spans", spans(cause.spans()));
            list.add(one);
        }
        json.put("causes", list);
        return json;
    }

    private static List<Object> spans(List<Cause.Span> spans) {
        List<Object> json = new ArrayList<>(spans.size());
        for (Cause.Span span : spans) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("text", span.text());
            one.put("from", span.from());
            one.put("to", span.to());
            json.add(one);
        }
        return json;
    }
}
