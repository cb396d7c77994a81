package dev.pathwarden.model.follow;

import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.step.RecordedRun;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Words that are looked for in a run as text, upper and lower case alike.
 *
 * @param words at least one character
 */
public record FollowWords(String words) {

    /** As many places are named; what is found more often tells nothing by where it stands. */
    public static final int MOST_PLACES = 100_000;

    /**
     * Where the words stand.
     *
     * @param line number of the line, from 0
     * @param at of the first character in the line as it is shown; -1 where the words stand in the step whose first line this is, in a text that is told elsewhere or not to its end
     */
    public record Place(int line, int at) {
    }

    public FollowWords {
        Objects.requireNonNull(words, "words");
        if (words.isEmpty()) {
            throw new IllegalArgumentException("there are no words to look for");
        }
    }

    /** The steps in which the words stand, be it in a text that is not told, by their places in the run. */
    public BitSet steps(RecordedRun run) {
        return StepFilter.ALL.text(words).places(run);
    }

    /** Where the words stand next in a text, from a character on; -1 where they do not. */
    public int next(String text, int from) {
        for (int at = from; at <= text.length() - words.length(); at++) {
            if (text.regionMatches(true, at, words, 0, words.length())) {
                return at;
            }
        }
        return -1;
    }

    /**
     * The places where the words stand in a run as text: in the lines of the steps that hold them, each at least once. The first {@value #MOST_PLACES} where there are more.
     *
     * @param lines of that run
     * @param shown what of the text of a line is shown
     */
    public List<Place> in(RecordedRun run, List<FollowLine> lines, UnaryOperator<String> shown) {
        BitSet steps = steps(run);
        List<Place> places = new ArrayList<>();
        int line = 0;
        while (line < lines.size() && places.size() < MOST_PLACES) {
            int place = lines.get(line).place();
            int first = line;
            int before = places.size();
            for (; line < lines.size() && lines.get(line).place() == place; line++) {
                if (steps.get(place)) {
                    add(line, shown.apply(lines.get(line).text()), places);
                }
            }
            if (steps.get(place) && places.size() == before) {
                places.add(new Place(first, -1));
            }
        }
        return places.size() > MOST_PLACES ? List.copyOf(places.subList(0, MOST_PLACES)) : List.copyOf(places);
    }

    private void add(int line, String text, List<Place> places) {
        for (int at = next(text, 0); at >= 0 && places.size() <= MOST_PLACES; at = next(text, at + words.length())) {
            places.add(new Place(line, at));
        }
    }
}
