package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import java.util.ArrayList;
import java.util.List;

/** A plain alignment of two runs by operation and name, so that the view's tests do not hang on how the real one aligns. */
public final class SampleDiff {

    private SampleDiff() {
    }

    public static List<DiffRow> of(RecordedRun left, RecordedRun right) {
        List<DiffRow> rows = new ArrayList<>();
        int at = 0;
        for (RecordedStep step : left.steps()) {
            int found = at;
            while (found < right.steps().size() && !key(step).equals(key(right.steps().get(found)))) {
                found++;
            }
            if (found == right.steps().size()) {
                rows.add(new DiffRow(DiffRow.Kind.REMOVED, step, null, List.of()));
                continue;
            }
            for (; at < found; at++) {
                rows.add(new DiffRow(DiffRow.Kind.ADDED, null, right.steps().get(at), List.of()));
            }
            RecordedStep other = right.steps().get(at++);
            rows.add(step.status() == other.status() ? new DiffRow(DiffRow.Kind.SAME, step, other, List.of())
                    : new DiffRow(DiffRow.Kind.CHANGED, step, other, List.of("status: " + step.status().text() + " -> " + other.status().text(), "verdict: block by no-plaintext-personal-data -> none")));
        }
        for (; at < right.steps().size(); at++) {
            rows.add(new DiffRow(DiffRow.Kind.ADDED, null, right.steps().get(at), List.of()));
        }
        return rows;
    }

    private static String key(RecordedStep step) {
        return step.operation() + " " + step.step().name();
    }
}
