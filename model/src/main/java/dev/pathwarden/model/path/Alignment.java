package dev.pathwarden.model.path;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The longest common subsequence of two lists of keys. */
final class Alignment {

    /** Positions of two equal keys. */
    record Pair(int left, int right) {
    }

    private Alignment() {
    }

    /** Pairs in the order of both lists. What only one of them has costs no more than finding that out. */
    static List<Pair> of(List<?> left, List<?> right) {
        // Numbers for keys, because the algorithm compares far more often than there are keys.
        Map<Object, Integer> numbers = new HashMap<>();
        int[] leftNumbers = numbered(left, numbers);
        int[] rightNumbers = numbered(right, numbers);
        // A key of one side can be in no pair; the algorithm would go through all ways around it, and their number grows with the square.
        int[] leftPlaces = common(leftNumbers, rightNumbers, numbers.size());
        int[] rightPlaces = common(rightNumbers, leftNumbers, numbers.size());
        List<Pair> pairs = new ArrayList<>();
        int atLeft = 0;
        int atRight = 0;
        for (Change change : new MyersDiffWithLinearSpace<Integer>().computeDiff(at(leftPlaces, leftNumbers), at(rightPlaces, rightNumbers), null)) {
            while (atLeft < change.startOriginal && atRight < change.startRevised) {
                pairs.add(new Pair(leftPlaces[atLeft++], rightPlaces[atRight++]));
            }
            atLeft = change.endOriginal;
            atRight = change.endRevised;
        }
        while (atLeft < leftPlaces.length && atRight < rightPlaces.length) {
            pairs.add(new Pair(leftPlaces[atLeft++], rightPlaces[atRight++]));
        }
        return pairs;
    }

    private static int[] numbered(List<?> keys, Map<Object, Integer> numbers) {
        return keys.stream().mapToInt(key -> numbers.computeIfAbsent(key, each -> numbers.size())).toArray();
    }

    /** Places of the keys that are in the other list too. */
    private static int[] common(int[] of, int[] with, int keys) {
        BitSet there = new BitSet(keys);
        for (int key : with) {
            there.set(key);
        }
        return IntStream.range(0, of.length).filter(place -> there.get(of[place])).toArray();
    }

    private static List<Integer> at(int[] places, int[] numbers) {
        return IntStream.of(places).mapToObj(place -> numbers[place]).toList();
    }
}
