package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.recorder.drain.MadePart;
import java.util.LinkedHashMap;
import java.util.Map;

/** A part of a recording as {@code record --json} writes it, one line for each. */
public final class PartJson {

    private PartJson() {
    }

    /** {@code {"part","runs","goOn","steps","stopped","processes","damages":[..]}}. */
    public static Map<String, Object> of(MadePart part) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("part", part.location().toString());
        json.put("runs", part.runs());
        json.put("goOn", part.goOn());
        json.put("steps", part.steps());
        json.put("stopped", part.blocked());
        json.put("processes", part.processes().size());
        json.put("damages", part.damages());
        return json;
    }
}
