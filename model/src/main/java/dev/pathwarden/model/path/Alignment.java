package dev.pathwarden.model.path;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The longest common subsequence of two lists of keys. */
final class Alignment {

    /** Positions of two equal keys. */
    record Pair(int left, int right) {
    }

    private Alignment() {
    }

    /** Pairs in the order of both lists. */
    static List<Pair> of(List<?> left, List<?> right) {
        // Numbers for keys, because the algorithm compares far more often than there are keys.
        Map<Object, Integer> numbers = new HashMap<>();
        List<Integer> leftNumbers = numbered(left, numbers);
        List<Integer> rightNumbers = numbered(right, numbers);
        List<Pair> pairs = new ArrayList<>();
        int atLeft = 0;
        int atRight = 0;
        for (Change change : new MyersDiffWithLinearSpace<Integer>().computeDiff(leftNumbers, rightNumbers, null)) {
            while (atLeft < change.startOriginal && atRight < change.startRevised) {
                pairs.add(new Pair(atLeft++, atRight++));
            }
            atLeft = change.endOriginal;
            atRight = change.endRevised;
        }
        while (atLeft < left.size() && atRight < right.size()) {
            pairs.add(new Pair(atLeft++, atRight++));
        }
        return pairs;
    }

    private static List<Integer> numbered(List<?> keys, Map<Object, Integer> numbers) {
        List<Integer> numbered = new ArrayList<>(keys.size());
        for (Object key : keys) {
            numbered.add(numbers.computeIfAbsent(key, each -> numbers.size()));
        }
        return numbered;
    }
}
