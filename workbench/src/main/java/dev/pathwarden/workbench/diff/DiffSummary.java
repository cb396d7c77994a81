package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** Says in words what differs between two runs: how many steps, and on lines of their own what was stopped on one side only. Pure. */
final class DiffSummary {

    private static final Texts TEXTS = Texts.of(DiffSummary.class);
    private static final int MOST_NAMED = 3;

    private DiffSummary() {
    }

    static String of(List<DiffRow> rows) {
        int same = count(rows, DiffRow.Kind.SAME);
        int changed = count(rows, DiffRow.Kind.CHANGED);
        int removed = count(rows, DiffRow.Kind.REMOVED);
        int added = count(rows, DiffRow.Kind.ADDED);
        if (rows.isEmpty()) {
            return TEXTS.get("summary.empty");
        }
        if (same == rows.size()) {
            return TEXTS.get("summary.same", same);
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(TEXTS.get("summary.counts", same, changed, removed, added));
        stopped(rows, Side.LEFT, sentences);
        stopped(rows, Side.RIGHT, sentences);
        return String.join("\n", sentences);
    }

    private static int count(List<DiffRow> rows, DiffRow.Kind kind) {
        return (int) rows.stream().filter(row -> row.kind() == kind).count();
    }

    private static void stopped(List<DiffRow> rows, Side side, List<String> sentences) {
        List<String> names = rows.stream().filter(row -> blocked(side.of(row)) && !blocked(side.other().of(row)))
                .map(row -> Wording.of(side.of(row))).toList();
        if (!names.isEmpty()) {
            String named = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
            sentences.add(TEXTS.get("summary.blocked." + side, named, Math.max(0, names.size() - MOST_NAMED)));
        }
    }

    private static boolean blocked(RecordedStep step) {
        return step != null && step.status() == Status.BLOCKED;
    }
}
