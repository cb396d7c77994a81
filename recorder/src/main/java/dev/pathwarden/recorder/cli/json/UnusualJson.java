package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.policies.unusual.Missing;
import dev.pathwarden.policies.unusual.Outlier;
import dev.pathwarden.policies.unusual.Unusual;
import dev.pathwarden.policies.unusual.UnusualStep;
import dev.pathwarden.policies.unusual.UnusualThing;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is unusual in a run, as {@code diff --against --json} writes it. */
public final class UnusualJson {

    private UnusualJson() {
    }

    /** {@code {"run":ID,"others":N,"summary":..,"steps":[{"step":ID,"number":N,..,"weight":W,"things":[..]}],"missing":[..],"outliers":[..]}}, the most unusual first. */
    public static Map<String, Object> of(Unusual unusual) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("run", unusual.run().toString());
        json.put("others", unusual.others());
        json.put("summary", unusual.summary());
        json.put("steps", unusual.steps().stream().map(UnusualJson::step).toList());
        json.put("missing", unusual.missing().stream().map(UnusualJson::missing).toList());
        json.put("outliers", unusual.outliers().stream().map(UnusualJson::outlier).toList());
        return json;
    }

    private static Map<String, Object> step(UnusualStep step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("step", step.step().id().toString());
        json.put("number", step.place() + 1L);
        json.put("operation", step.step().operation().text());
        json.put("name", step.step().step().name());
        json.put("weight", step.weight());
        json.put("things", step.things().stream().map(UnusualJson::thing).toList());
        return json;
    }

    private static Map<String, Object> thing(UnusualThing thing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", thing.thing().kind().text());
        json.put("of", thing.thing().of());
        json.put("text", thing.thing().text());
        json.put("runs", thing.runs());
        json.put("among", thing.of());
        return json;
    }

    private static Map<String, Object> missing(Missing missing) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", missing.kind());
        json.put("runs", missing.runs());
        json.put("among", missing.of());
        return json;
    }

    private static Map<String, Object> outlier(Outlier outlier) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("measure", outlier.measure().name().toLowerCase(Locale.ROOT));
        json.put("kind", outlier.kind());
        json.put("here", outlier.here());
        json.put("usual", outlier.usual());
        json.put("most", outlier.most());
        json.put("step", outlier.step().id().toString());
        return json;
    }
}
