package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.json.StepJson;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Held steps as {@code approvals --json} writes them. Times are epoch nanoseconds. */
public final class HeldStepJson {

    private HeldStepJson() {
    }

    /** {@code {"held":[..]}}. */
    public static Map<String, Object> of(List<HeldStep> steps, long nowNanos) {
        List<Object> held = new ArrayList<>();
        steps.forEach(step -> held.add(of(step, nowNanos)));
        return Map.of("held", held);
    }

    /** One held step, with the steps before it. */
    public static Map<String, Object> of(HeldStep held, long nowNanos) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("waits", held.waits(nowNanos));
        json.put("remainingNanos", held.waits(nowNanos) ? held.hold().expiresNanos() - nowNanos : 0);
        json.put("run", RunJson.head(held.run().run(), held.run().steps().size()));
        json.put("step", StepJson.of(held.step()));
        List<Object> guardrails = new ArrayList<>();
        for (Verdict verdict : held.verdicts()) {
            Map<String, Object> guardrail = new LinkedHashMap<>();
            guardrail.put("id", verdict.guardrail());
            guardrail.put("version", verdict.version());
            guardrail.put("message", verdict.message());
            guardrails.add(guardrail);
        }
        json.put("guardrails", guardrails);
        List<Object> path = new ArrayList<>();
        held.before().forEach(step -> path.add(StepJson.of(step)));
        json.put("path", path);
        return json;
    }
}
