package dev.pathwarden.model.path;

import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The difference of two runs, step by step.
 *
 * <p>Steps are aligned in path order, the surest pairs first: same operation, name and arguments; then, between these, same operation and
 * name; then, outside of tools, the same operation alone, because there the name is a target such as a file. Ids, ports and other values
 * that differ from run to run by nature do not count ({@link StableText}).
 */
public final class RunDiff {

    private RunDiff() {
    }

    /** Rows in the order of both paths. */
    public static List<DiffRow> of(RecordedRun left, RecordedRun right) {
        Function<RecordedStep, Object> sameAction = step -> List.of(step.operation(), StableText.of(step.step().name()), StableText.of(step.step().arguments()));
        Function<RecordedStep, Object> sameName = step -> List.of(step.operation(), StableText.of(step.step().name()));
        Function<RecordedStep, Object> sameKind = step -> isTool(step) ? (Object) List.of(step.operation(), step.step().name()) : step.operation();
        List<DiffRow> rows = new ArrayList<>();
        align(left.steps(), right.steps(), List.of(sameAction, sameName, sameKind), rows);
        return rows;
    }

    private static boolean isTool(RecordedStep step) {
        return step.operation().layer() == Layer.TOOL || step.operation().layer() == Layer.MCP;
    }

    private static void align(List<RecordedStep> left, List<RecordedStep> right, List<Function<RecordedStep, Object>> keys, List<DiffRow> rows) {
        if (left.isEmpty() || right.isEmpty() || keys.isEmpty()) {
            left.forEach(step -> rows.add(new DiffRow(DiffRow.Kind.REMOVED, step, null, List.of())));
            right.forEach(step -> rows.add(new DiffRow(DiffRow.Kind.ADDED, null, step, List.of())));
            return;
        }
        int leftDone = 0;
        int rightDone = 0;
        List<Function<RecordedStep, Object>> weaker = keys.subList(1, keys.size());
        for (Alignment.Pair pair : Alignment.of(keysOf(left, keys.get(0)), keysOf(right, keys.get(0)))) {
            align(left.subList(leftDone, pair.left()), right.subList(rightDone, pair.right()), weaker, rows);
            rows.add(pair(left.get(pair.left()), right.get(pair.right())));
            leftDone = pair.left() + 1;
            rightDone = pair.right() + 1;
        }
        align(left.subList(leftDone, left.size()), right.subList(rightDone, right.size()), weaker, rows);
    }

    private static List<Object> keysOf(List<RecordedStep> steps, Function<RecordedStep, Object> key) {
        return steps.stream().map(key).toList();
    }

    private static DiffRow pair(RecordedStep left, RecordedStep right) {
        List<String> deltas = StepDeltas.of(left, right);
        return new DiffRow(deltas.isEmpty() ? DiffRow.Kind.SAME : DiffRow.Kind.CHANGED, left, right, deltas);
    }
}
