package dev.pathwarden.model.path;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What differs between two long texts, such as prompts, word by word: {@code … our [-customers-] {+suppliers+} and save …}. White space does not count. Pure; what is looked at is bounded.
 */
public final class WordDiff {

    private static final int CONTEXT = 3;
    /** Characters and words of each text that are compared, from the first difference on. */
    private static final int MOST_CHARS = 2_000;
    private static final int MOST_WORDS = 200;
    private static final int LONGEST = 280;
    private static final String MORE = "…";

    private final List<String> words = new ArrayList<>();

    private WordDiff() {
    }

    /** The words that differ, with a few around them; empty where the texts say the same. */
    public static String of(String left, String right) {
        String before = left.strip().replaceAll("\\s+", " ");
        String after = right.strip().replaceAll("\\s+", " ");
        if (before.equals(after)) {
            return "";
        }
        int from = start(before, after);
        int same = end(before, after, from);
        WordDiff diff = new WordDiff();
        List<String> lead = words(before.substring(0, from));
        diff.words.addAll(lead.size() > CONTEXT ? List.of(MORE) : List.of());
        diff.words.addAll(lead.subList(Math.max(0, lead.size() - CONTEXT), lead.size()));
        boolean whole = diff.changes(before.substring(from, before.length() - same), after.substring(from, after.length() - same));
        List<String> rest = words(before.substring(before.length() - same));
        diff.words.addAll(whole ? rest.subList(0, Math.min(CONTEXT, rest.size())) : List.of());
        diff.words.addAll(!whole || rest.size() > CONTEXT ? List.of(MORE) : List.of());
        String text = String.join(" ", diff.words);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + MORE;
    }

    /** Where the first word begins that differs. */
    private static int start(String before, String after) {
        int most = Math.min(before.length(), after.length());
        int from = 0;
        while (from < most && before.charAt(from) == after.charAt(from)) {
            from++;
        }
        while (from > 0 && before.charAt(from - 1) != ' ') {
            from--;
        }
        return from;
    }

    /** How many characters behind the last word that differs are the same. */
    private static int end(String before, String after, int from) {
        int most = Math.min(before.length(), after.length()) - from;
        int same = 0;
        while (same < most && before.charAt(before.length() - 1 - same) == after.charAt(after.length() - 1 - same)) {
            same++;
        }
        while (same > 0 && before.charAt(before.length() - same) != ' ') {
            same--;
        }
        return same;
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** Returns whether all of both was compared. */
    private boolean changes(String before, String after) {
        List<String> left = words(before.substring(0, Math.min(MOST_CHARS, before.length())));
        List<String> right = words(after.substring(0, Math.min(MOST_CHARS, after.length())));
        boolean whole = before.length() <= MOST_CHARS && after.length() <= MOST_CHARS && left.size() <= MOST_WORDS && right.size() <= MOST_WORDS;
        left = left.subList(0, Math.min(MOST_WORDS, left.size()));
        right = right.subList(0, Math.min(MOST_WORDS, right.size()));
        int atLeft = 0;
        int atRight = 0;
        List<String> same = new ArrayList<>();
        for (Alignment.Pair pair : Alignment.of(left, right)) {
            if (pair.left() > atLeft || pair.right() > atRight) {
                between(same);
                changed(left.subList(atLeft, pair.left()), right.subList(atRight, pair.right()));
            }
            same.add(left.get(pair.left()));
            atLeft = pair.left() + 1;
            atRight = pair.right() + 1;
        }
        between(same);
        changed(left.subList(atLeft, left.size()), right.subList(atRight, right.size()));
        return whole;
    }

    /** Words that both have, of many those next to what differs. */
    private void between(List<String> same) {
        if (same.size() > 2 * CONTEXT) {
            words.addAll(same.subList(0, CONTEXT));
            words.add(MORE);
            words.addAll(same.subList(same.size() - CONTEXT, same.size()));
        } else {
            words.addAll(same);
        }
        same.clear();
    }

    private void changed(List<String> removed, List<String> added) {
        if (!removed.isEmpty()) {
            words.add("[-" + String.join(" ", removed) + "-]");
        }
        if (!added.isEmpty()) {
            words.add("{+" + String.join(" ", added) + "+}");
        }
    }
}
