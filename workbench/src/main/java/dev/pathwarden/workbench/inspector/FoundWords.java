package dev.pathwarden.workbench.inspector;

import java.util.List;
import java.util.Map;

/**
 * Words that were looked for, to be marked where they stand. Letters that are the same but for their case are alike.
 *
 * @param words the words; null where none were
 */
record FoundWords(String words) {

    /** Nothing is marked. */
    static final FoundWords NONE = new FoundWords(null);

    int length() {
        return words.length();
    }

    /** Whether the words stand in a value, or in something in it. */
    boolean standIn(Object value) {
        if (words == null) {
            return false;
        }
        return switch (value) {
            case String text -> next(text, 0) >= 0;
            case Map<?, ?> map -> map.entrySet().stream().anyMatch(entry -> standIn(entry.getKey()) || standIn(entry.getValue()));
            case List<?> list -> list.stream().anyMatch(this::standIn);
            case null, default -> false;
        };
    }

    /** Whether the words stand in an entry of a list or map, of those from a place on. */
    boolean standInFrom(Object value, int from) {
        if (words == null) {
            return false;
        }
        return value instanceof Map<?, ?> map ? map.entrySet().stream().skip(from).anyMatch(entry -> standIn(entry.getKey()) || standIn(entry.getValue()))
                : value instanceof List<?> list && list.stream().skip(from).anyMatch(this::standIn);
    }

    /** Where the words stand next in a text; -1 where they do not. */
    int next(String text, int from) {
        for (int at = from; at <= text.length() - words.length(); at++) {
            if (text.regionMatches(true, at, words, 0, words.length())) {
                return at;
            }
        }
        return -1;
    }
}
