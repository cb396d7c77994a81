package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.casefile.Mark;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Marks of a case as JSON, with the fields that they have in its file. */
public final class CaseJson {

    private CaseJson() {
    }

    /** @param file where they are kept */
    public static Map<String, Object> marks(Path file, List<Mark> marks) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("marks", marks.stream().map(Mark::fields).toList());
        return json;
    }
}
