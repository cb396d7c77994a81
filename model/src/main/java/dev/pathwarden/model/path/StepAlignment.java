package dev.pathwarden.model.path;

import dev.pathwarden.model.path.Alignment.Pair;
import dev.pathwarden.model.step.Layer;
import dev.pathwarden.model.step.RecordedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which steps of two runs correspond, in path order.
 *
 * <p>The surest pairs come first: same operation, name and arguments; then, between these, same operation and name; then, outside of tools, the same operation alone, because there the name is a target such as a file. Where
 * sure pairs leave fewer or weaker ones than there were without them, as two steps do that do the same by chance in long runs that do something else, they are given up.
 */
final class StepAlignment {

    /** What a pair is worth that has the same action, only the same name, only the same kind. */
    private static final int[] WORTH = {4, 2, 1};

    private record Aligned(List<Pair> pairs, int worth) {
        static final Aligned NONE = new Aligned(List.of(), 0);
    }

    private final int[][] left = new int[WORTH.length][];
    private final int[][] right = new int[WORTH.length][];

    private StepAlignment(List<RecordedStep> left, List<RecordedStep> right) {
        List<Function<RecordedStep, Object>> keys = List.of(StepAlignment::action, StepAlignment::name, StepAlignment::kind);
        for (int level = 0; level < WORTH.length; level++) {
            Map<Object, Integer> numbers = new HashMap<>();
            this.left[level] = Alignment.keys(left.stream().map(keys.get(level)).toList(), numbers);
            this.right[level] = Alignment.keys(right.stream().map(keys.get(level)).toList(), numbers);
        }
    }

    /** Pairs of places in the order of both lists. */
    static List<Pair> of(List<RecordedStep> left, List<RecordedStep> right) {
        return new StepAlignment(left, right).align(0, left.size(), 0, right.size(), 0).pairs();
    }

    private static Object action(RecordedStep step) {
        return List.of(step.operation(), StableText.of(step.step().name()), StableText.of(step.step().arguments()));
    }

    private static Object name(RecordedStep step) {
        return List.of(step.operation(), StableText.of(step.step().name()));
    }

    private static Object kind(RecordedStep step) {
        boolean tool = step.operation().layer() == Layer.TOOL || step.operation().layer() == Layer.MCP;
        return tool ? List.of(step.operation(), step.step().name()) : step.operation();
    }

    private Aligned align(int leftFrom, int leftTo, int rightFrom, int rightTo, int level) {
        if (leftFrom == leftTo || rightFrom == rightTo || level == WORTH.length) {
            return Aligned.NONE;
        }
        List<Pair> sure = Alignment.of(Arrays.copyOfRange(left[level], leftFrom, leftTo), Arrays.copyOfRange(right[level], rightFrom, rightTo));
        Aligned without = align(leftFrom, leftTo, rightFrom, rightTo, level + 1);
        if (sure.isEmpty()) {
            return without;
        }
        List<Pair> pairs = new ArrayList<>();
        int worth = 0;
        int leftDone = leftFrom;
        int rightDone = rightFrom;
        for (Pair each : sure) {
            Pair pair = new Pair(leftFrom + each.left(), rightFrom + each.right());
            Aligned before = align(leftDone, pair.left(), rightDone, pair.right(), level + 1);
            pairs.addAll(before.pairs());
            pairs.add(pair);
            worth += before.worth() + worth(pair);
            leftDone = pair.left() + 1;
            rightDone = pair.right() + 1;
        }
        Aligned behind = align(leftDone, leftTo, rightDone, rightTo, level + 1);
        pairs.addAll(behind.pairs());
        worth += behind.worth();
        return worth >= without.worth() ? new Aligned(pairs, worth) : without;
    }

    private int worth(Pair pair) {
        for (int level = 0; level < WORTH.length; level++) {
            if (left[level][pair.left()] == right[level][pair.right()]) {
                return WORTH[level];
            }
        }
        return 0;
    }
}
