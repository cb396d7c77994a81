package dev.pathwarden.recorder.cli.json;

import dev.pathwarden.model.json.StepJson;
import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.step.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The difference of two runs as {@code diff --json} writes it. */
public final class DiffJson {

    private DiffJson() {
    }

    /** {@code {"left":{..},"right":{..},"rows":[{"kind","left","right","deltas"}],"summary":{"same","changed","added","removed"}}}. */
    public static Map<String, Object> diff(RecordedRun left, RecordedRun right, List<DiffRow> rows) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("left", RunJson.head(left.run(), left.steps().size()));
        json.put("right", RunJson.head(right.run(), right.steps().size()));
        List<Object> list = new ArrayList<>(rows.size());
        Map<String, Object> summary = new LinkedHashMap<>();
        for (DiffRow.Kind kind : DiffRow.Kind.values()) {
            summary.put(text(kind), rows.stream().filter(row -> row.kind() == kind).count());
        }
        for (DiffRow row : rows) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("kind", text(row.kind()));
            one.put("left", StepJson.of(row.left()));
            one.put("right", StepJson.of(row.right()));
            one.put("deltas", row.deltas());
            list.add(one);
        }
        json.put("rows", list);
        json.put("summary", summary);
        return json;
    }

    private static String text(DiffRow.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
