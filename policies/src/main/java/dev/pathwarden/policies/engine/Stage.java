package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * How far a guardrail is rolled out: for which runs, how much of its action, and until when. It is part of a bundle, so that live and in a dry run the same is decided on the same step.
 *
 * <p>Which runs a share takes hangs on their ids alone: a run that is of ten in a hundred is of fifty as well, under every guardrail, in every process and each time that it is decided again.
 *
 * <p>Deciding the stage of a step costs two multiplications and a look into a set, and allocates nothing. A guardrail without a stage costs one comparison with null.
 *
 * @param inside what is done in the runs it is for
 * @param outside what is done in all others
 * @param agents durable ids of the agents whose steps it is for; empty for all, and for steps that tell no agent
 * @param share of a hundred runs so many, from 1 to 100
 * @param untilNanos when {@code inside} ends, epoch nanoseconds, by the clock of the step; null where it does not end. A step without a clock is before it
 * @param after what is done then in the runs it is for
 */
public record Stage(Degree inside, Degree outside, Set<String> agents, int share, Long untilNanos, Degree after) {

    /** All runs. */
    public static final int WHOLE = 100;

    private static final int MOST_AGENTS = 1_000;
    private static final long NANOS = 1_000_000_000L;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public Stage {
        Objects.requireNonNull(inside, "inside");
        Objects.requireNonNull(outside, "outside");
        Objects.requireNonNull(after, "after");
        agents = Set.copyOf(agents);
        // What never happens is not kept, so that the same stage is always the same bytes.
        outside = agents.isEmpty() && share == WHOLE ? inside : outside;
        after = untilNanos == null ? inside : after;
        if (share < 1 || share > WHOLE) {
            throw new IllegalArgumentException("a share is from 1 to " + WHOLE + " of a hundred runs, not " + share);
        }
        if (agents.contains("")) {
            throw new IllegalArgumentException("the id of an agent is never empty");
        }
        if (agents.size() > MOST_AGENTS) {
            throw new IllegalArgumentException("a stage is for at most " + MOST_AGENTS + " agents, not " + agents.size());
        }
    }

    /** A stage for all runs, without an end. */
    public static Stage forAll(Degree degree) {
        return new Stage(degree, degree, Set.of(), WHOLE, null, degree);
    }

    /** What is done on that step. */
    public Degree of(Step step) {
        return !covers(step) ? outside : hasEnded(step) ? after : inside;
    }

    /** Whether the stage is for the run and the agent of that step. */
    public boolean covers(Step step) {
        return (agents.isEmpty() || step.agent() != null && agents.contains(step.agent())) && covers(step.run());
    }

    /** Whether that run is of the share. */
    public boolean covers(RunId run) {
        return share == WHOLE || Long.remainderUnsigned(mixed(run.high() ^ mixed(run.low())), WHOLE) < share;
    }

    private boolean hasEnded(Step step) {
        Long start = step.startNanos();
        return untilNanos != null && start != null && start >= untilNanos;
    }

    /** Ids that a source counted up are spread like those that were drawn: the finisher of SplitMix64. */
    private static long mixed(long id) {
        long mixed = (id ^ id >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** Whether all runs are of it, now and later. */
    public boolean isForAll() {
        return agents.isEmpty() && share == WHOLE && untilNanos == null;
    }

    /** Whether what is asked for is done, or held, on whatever step. */
    boolean actsAlways() {
        boolean reachesOthers = !agents.isEmpty() || share < WHOLE;
        return acts(inside) && (!reachesOthers || acts(outside)) && (untilNanos == null || acts(after));
    }

    private static boolean acts(Degree degree) {
        return degree.compareTo(Degree.HOLD) >= 0;
    }

    /** Whether a step can be held that would otherwise be blocked. */
    boolean mayHold() {
        return inside == Degree.HOLD || outside == Degree.HOLD || after == Degree.HOLD;
    }

    /** What a verdict says of its stage, for people: behind its message, in the record and wherever that is shown. */
    String told(Step step) {
        if (!covers(step)) {
            return " Roll-out: " + outside.text() + ", outside of its stage.";
        }
        if (hasEnded(step)) {
            return " Roll-out: " + after.text() + ", since its " + inside.text() + " ended " + end() + ".";
        }
        return " Roll-out: " + inside.text() + (untilNanos == null ? "." : " until " + end() + ".");
    }

    /** When it ends, to the minute, in UTC; only where it does. */
    public String end() {
        return MINUTE.format(Instant.ofEpochSecond(Math.floorDiv(untilNanos, NANOS), Math.floorMod(untilNanos, NANOS)));
    }
}
