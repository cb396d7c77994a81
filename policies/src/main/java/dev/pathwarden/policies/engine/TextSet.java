package dev.pathwarden.policies.engine;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;

/** A set of texts as CEL sees it: a sorted list, in which looking up is a binary search. */
final class TextSet extends AbstractList<String> implements RandomAccess {

    private static final TextSet EMPTY = new TextSet(new String[0]);

    private final String[] sorted;

    private TextSet(String[] sorted) {
        this.sorted = sorted;
    }

    static List<String> of(Collection<String> texts) {
        if (texts.isEmpty()) {
            return EMPTY;
        }
        String[] sorted = texts.toArray(new String[0]);
        Arrays.sort(sorted);
        return new TextSet(sorted);
    }

    @Override
    public String get(int index) {
        return sorted[index];
    }

    @Override
    public int size() {
        return sorted.length;
    }

    @Override
    public boolean contains(Object text) {
        return text instanceof String && Arrays.binarySearch(sorted, text) >= 0;
    }
}
