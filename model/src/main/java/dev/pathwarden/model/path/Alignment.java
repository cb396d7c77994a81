package dev.pathwarden.model.path;

import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The longest common subsequence of two lists, by keys of what is in them, which are numbers from 0. */
final class Alignment {

    /** Positions of two equal keys. */
    record Pair(int left, int right) {
    }

    private Alignment() {
    }

    /** Pairs in the order of both lists. What only one of them has costs no more than finding that out. */
    static List<Pair> of(int[] left, int[] right) {
        // A key of one side can be in no pair; the algorithm would go through all ways around it, and their number grows with the square.
        int[] leftPlaces = common(left, right);
        int[] rightPlaces = common(right, left);
        List<Pair> pairs = new ArrayList<>();
        int atLeft = 0;
        int atRight = 0;
        for (Change change : new MyersDiffWithLinearSpace<Integer>().computeDiff(at(leftPlaces, left), at(rightPlaces, right), null)) {
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

    /** Pairs of equal values, as of their keys. */
    static List<Pair> of(List<?> left, List<?> right) {
        Map<Object, Integer> keys = new HashMap<>();
        return of(keys(left, keys), keys(right, keys));
    }

    /** A number for each value: the one in the map, or the next that is free there. */
    static int[] keys(List<?> values, Map<Object, Integer> keys) {
        return values.stream().mapToInt(value -> keys.computeIfAbsent(value, each -> keys.size())).toArray();
    }

    /** Places of the keys that are in the other list too. */
    private static int[] common(int[] of, int[] with) {
        BitSet there = new BitSet();
        for (int key : with) {
            there.set(key);
        }
        return IntStream.range(0, of.length).filter(place -> there.get(of[place])).toArray();
    }

    private static List<Integer> at(int[] places, int[] keys) {
        return IntStream.of(places).mapToObj(place -> keys[place]).toList();
    }
}
