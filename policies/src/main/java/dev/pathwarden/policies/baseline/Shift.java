package dev.pathwarden.policies.baseline;

import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Something that an agent does much more often than the baseline holds of it, much less often, or no more. What is compared is the share of its runs in which it does so: runs do not hang on each other, steps of one run do.
 *
 * @param trait what it is
 * @param kind how it is another
 * @param before in how many runs and steps the baseline has it
 * @param beforeOf how many runs of the agent the baseline has
 * @param now in how many runs and steps it is here
 * @param nowOf how many runs of the agent are here
 */
public record Shift(Trait trait, Kind kind, Seen before, long beforeOf, Seen now, long nowOf) {

    /** How something is done otherwise. */
    public enum Kind {
        /** No run shows it. */
        GONE,
        /** At most half as large a share of runs shows it. */
        LESS,
        /** At least twice as large a share of runs shows it. */
        MORE
    }

    /** What is told; forms of values and orders of tools follow from it. */
    private static final Set<TraitKind> TELLING = EnumSet.of(TraitKind.TOOL, TraitKind.HOST, TraitKind.EXECUTABLE, TraitKind.TABLE, TraitKind.PATH, TraitKind.MODEL);
    /** Chance alone makes a difference of so many standard errors in one case of 370. */
    private static final double ERRORS = 3;
    private static final double CHANCE = 1.0 / 370;
    private static final double FACTOR = 2;

    public Shift {
        Objects.requireNonNull(trait, "trait");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(now, "now");
    }

    /** Whether shifts are told of such traits. */
    static boolean tells(TraitKind kind) {
        return TELLING.contains(kind);
    }

    /** The shift, where there is one that chance hardly makes; never where few runs are compared, or where a person wrote the trait into the baseline. */
    static Optional<Shift> of(Trait trait, Seen before, long beforeOf, Seen now, long nowOf) {
        if (before.runs() == 0 || beforeOf == 0 || nowOf == 0) {
            return Optional.empty();
        }
        double was = Math.min(1, (double) before.runs() / beforeOf);
        double is = Math.min(1, (double) now.runs() / nowOf);
        Kind kind = null;
        if (now.runs() == 0) {
            // As if one more run of the baseline had not shown it: what all of three runs show is not certain.
            double share = was * beforeOf / (beforeOf + 1);
            kind = Math.pow(1 - share, nowOf) < CHANCE ? Kind.GONE : null;
        } else if (is >= FACTOR * was || is * FACTOR <= was) {
            double both = (was * beforeOf + is * nowOf) / (beforeOf + nowOf);
            double error = Math.sqrt(both * (1 - both) * (1.0 / beforeOf + 1.0 / nowOf));
            // Counts are whole: half a run is taken off on each side, which keeps a few runs from saying much.
            double difference = Math.abs(is - was) - 0.5 / beforeOf - 0.5 / nowOf;
            kind = difference < ERRORS * error ? null : is > was ? Kind.MORE : Kind.LESS;
        }
        return Optional.ofNullable(kind).map(found -> new Shift(trait, found, before, beforeOf, now, nowOf));
    }
}
