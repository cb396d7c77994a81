package dev.pathwarden.workbench.palette;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds entries by words. Immutable; a search goes through all entries. */
final class Ranking {

    private static final int EXACT = 0;
    private static final int BEGINS = 1;
    private static final int BEGINS_A_WORD = 2;
    private static final int SOMEWHERE = 3;
    private static final int NOWHERE = 4;

    /** An entry in lower case, which is the dear part. */
    private record Searched(PaletteEntry entry, String text, String detail) {
    }

    private record Ranked(PaletteEntry entry, int used) {
    }

    private final List<Searched> entries;

    Ranking(List<PaletteEntry> entries) {
        this.entries = entries.stream().map(entry -> new Searched(entry, entry.text().toLowerCase(Locale.ROOT), entry.detail().toLowerCase(Locale.ROOT))).toList();
    }

    /**
     * The entries that hold all the words, best first: those that begin so before those in which a word does, and these before others; of the same rank those used lately first, then as given.
     *
     * @param used ids of what was used lately, the last first
     * @param most how many to give
     */
    List<PaletteEntry> of(String typed, List<String> used, int most) {
        String[] words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+");
        List<List<Ranked>> byRank = new ArrayList<>();
        for (int rank = EXACT; rank < NOWHERE; rank++) {
            byRank.add(new ArrayList<>());
        }
        for (Searched each : entries) {
            int rank = rank(each, words);
            if (rank < NOWHERE) {
                byRank.get(rank).add(new Ranked(each.entry(), used.indexOf(each.entry().id())));
            }
        }
        List<PaletteEntry> best = new ArrayList<>();
        for (List<Ranked> rank : byRank) {
            rank.stream().filter(each -> each.used() >= 0).sorted(Comparator.comparingInt(Ranked::used)).forEach(each -> best.add(each.entry()));
            rank.stream().filter(each -> each.used() < 0).limit(Math.max(0, most - best.size())).forEach(each -> best.add(each.entry()));
        }
        return best.subList(0, Math.min(most, best.size()));
    }

    private static int rank(Searched entry, String[] words) {
        String text = entry.text();
        if (words.length == 1 && text.equals(words[0])) {
            return EXACT;
        }
        int worst = EXACT;
        for (int i = 0; i < words.length; i++) {
            int at = text.indexOf(words[i]);
            int rank = at == 0 ? BEGINS : at > 0 && !Character.isLetterOrDigit(text.charAt(at - 1)) ? BEGINS_A_WORD : at > 0 || entry.detail().contains(words[i]) ? SOMEWHERE : NOWHERE;
            worst = i == 0 || rank > SOMEWHERE ? Math.max(worst, rank) : worst;
        }
        return worst;
    }
}
