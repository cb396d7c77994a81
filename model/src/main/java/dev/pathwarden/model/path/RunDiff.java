package dev.pathwarden.model.path;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two runs, step by step, aligned as {@link StepAlignment} says. Ids, ports and other values that differ from run to run by nature do not count ({@link StableText}).
 */
public final class RunDiff {

    private RunDiff() {
    }

    /** Rows in the order of both paths. */
    public static List<DiffRow> of(RecordedRun left, RecordedRun right) {
        List<DiffRow> rows = new ArrayList<>();
        int leftDone = 0;
        int rightDone = 0;
        for (Alignment.Pair pair : StepAlignment.of(left.steps(), right.steps())) {
            unpaired(left.steps().subList(leftDone, pair.left()), right.steps().subList(rightDone, pair.right()), rows);
            rows.add(pair(left.steps().get(pair.left()), right.steps().get(pair.right())));
            leftDone = pair.left() + 1;
            rightDone = pair.right() + 1;
        }
        unpaired(left.steps().subList(leftDone, left.steps().size()), right.steps().subList(rightDone, right.steps().size()), rows);
        return rows;
    }

    private static void unpaired(List<RecordedStep> left, List<RecordedStep> right, List<DiffRow> rows) {
        left.forEach(step -> rows.add(new DiffRow(DiffRow.Kind.REMOVED, step, null, List.of())));
        right.forEach(step -> rows.add(new DiffRow(DiffRow.Kind.ADDED, null, step, List.of())));
    }

    private static DiffRow pair(RecordedStep left, RecordedStep right) {
        List<String> deltas = StepDeltas.of(left, right);
        return new DiffRow(deltas.isEmpty() ? DiffRow.Kind.SAME : DiffRow.Kind.CHANGED, left, right, deltas);
    }
}
