package dev.pathwarden.model.evidence;

import dev.pathwarden.model.step.RunId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the runs that are there with the marks of those that were sealed, to say of the first that does not fit what became of it. Marks are not signed: where they and the root disagree the root is
 * right.
 */
final class RunOrder {

    private static final int FEW = 8;

    private final Evidence evidence;
    private final List<RunId> ids;
    private final List<byte[]> leaves;
    private final int expected;
    private final RunId[] known;

    RunOrder(Evidence evidence, List<RunId> ids, List<byte[]> leaves) {
        this.evidence = evidence;
        this.ids = ids;
        this.leaves = leaves;
        this.expected = evidence.marks().length / evidence.markBytes();
        this.known = evidence.runs() == null ? null : evidence.runs().keySet().toArray(new RunId[0]);
    }

    Optional<String> firstThatDoesNotFit() {
        Set<RunId> seen = new HashSet<>();
        for (int i = 0; i < ids.size(); i++) {
            if (!seen.add(ids.get(i))) {
                return Optional.of("Run " + ids.get(i) + " is there twice.");
            }
        }
        for (int i = 0; i < Math.max(expected, ids.size()); i++) {
            if (i == expected) {
                return Optional.of("Run " + ids.get(i) + " was added: it stands behind the " + expected + " that were sealed.");
            }
            if (i == ids.size()) {
                return Optional.of(missing(i, i + 1 == expected ? "the last one" : "it and all behind it are gone"));
            }
            if (!fits(i, i)) {
                return Optional.of(unfit(i, seen));
            }
        }
        return Optional.empty();
    }

    /** What became of the run that should stand there, and of the one that does. */
    private String unfit(int place, Set<RunId> there) {
        return known == null ? byMarks(place) : byIds(place, there);
    }

    private String byIds(int place, Set<RunId> there) {
        RunId id = ids.get(place);
        int recorded = Arrays.asList(known).indexOf(id);
        if (recorded == place) {
            return altered(id, place);
        }
        if (recorded < 0) {
            return "Run " + id + " was added: the proof is for other runs.";
        }
        return there.contains(known[place]) ? moved(id, place, recorded) : missing(place, "run " + id + " stands in its place");
    }

    private String byMarks(int place) {
        RunId id = ids.get(place);
        if (ids.size() < expected) {
            for (int later = place + 1; later < expected; later++) {
                if (follow(place, later)) {
                    return missing(place, "run " + id + " stands in its place");
                }
            }
        }
        if (ids.size() > expected) {
            for (int later = place + 1; later < ids.size(); later++) {
                if (follow(later, place)) {
                    return "Run " + id + " was added: nothing of it was sealed.";
                }
            }
        }
        if (ids.size() == expected) {
            for (int later = place + 1; later < expected; later++) {
                if (!fits(later, later) && fits(place, later)) {
                    return moved(id, place, later);
                }
            }
        }
        return altered(id, place);
    }

    /** Whether the runs from there on are those that were sealed from that place on. A few tell: short marks are alike by chance, but not several in a row. */
    private boolean follow(int run, int place) {
        int few = Math.min(FEW, Math.min(ids.size() - run, expected - place));
        for (int i = 0; i < few; i++) {
            if (!fits(run + i, place + i)) {
                return false;
            }
        }
        return true;
    }

    private static String moved(RunId id, int place, int recorded) {
        return "Run " + id + " was moved: it is the " + Ordinal.of(place) + " here and was recorded as the " + Ordinal.of(recorded) + ".";
    }

    private static String altered(RunId id, int place) {
        return "Run " + id + ", the " + Ordinal.of(place) + ", was altered, or is another one than was sealed in its place.";
    }

    private String missing(int place, String what) {
        return (known == null ? "The " + Ordinal.of(place) + " run" : "Run " + known[place]) + " is missing: " + what + ".";
    }

    private boolean fits(int run, int place) {
        int width = evidence.markBytes();
        return Arrays.equals(leaves.get(run), 0, width, evidence.marks(), place * width, (place + 1) * width) && (known == null || ids.get(run).equals(known[place]));
    }
}
