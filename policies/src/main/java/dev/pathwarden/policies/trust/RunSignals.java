package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunTotals;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.novelty.SoFar;
import dev.pathwarden.policies.novelty.StepTraits;
import java.util.List;

/**
 * How the steps of a run went so far, as one process sees it: what failed, what it took, what it came to, who acts, and for whom. These are the fields that {@link Field#isOfRun tell of the run}, {@link Field#isOfActor of who acts}
 * and {@link Field#isOfUser of the user}.
 *
 * <p>{@link #join} and {@link #end} are for one thread at a time; any thread may call the rest. A step costs a few additions, and memory is bounded.
 */
public final class RunSignals {

    private static final long NANOS_OF_A_SECOND = 1_000_000_000L;
    private static final long NANOS_OF_A_MILLI = 1_000_000L;
    private static final long UNKNOWN = -1;

    private final RunTotals totals = new RunTotals();
    private final Nesting nesting = new Nesting();
    private final FailedCalls failed = new FailedCalls();
    private volatile boolean watched = true;
    private volatile String user;
    private volatile Beginning beginning;
    private volatile String toolBefore = "";
    private volatile long errors;
    private volatile long errorStreak;
    private volatile long retries;
    private volatile long lastMillis = UNKNOWN;
    private volatile long slowestMillis = UNKNOWN;

    /**
     * When the first step began.
     *
     * @param nanos epoch nanoseconds; null where that was not recorded
     */
    private record Beginning(Long nanos) {
    }

    /** From now on these are of a run in which nobody watched what tools do, so that nothing seen is not nothing done. */
    public void unwatched() {
        watched = false;
    }

    /** Says on whose behalf the run acts; null where nobody says. */
    public void actsFor(String whom) {
        user = whom;
    }

    /**
     * Key of a step that can turn out to be a call that is made again; 0 for any other. Takes time in proportion to the arguments where a call has failed, and next to none before.
     */
    public long callKey(Step step) {
        return failed.isEmpty() || !nesting.isCall(step) ? 0 : CallKey.of(step);
    }

    /**
     * Counts a step that was decided.
     *
     * @param callKey as of {@link #callKey}
     */
    public void join(Step step, long callKey) {
        if (beginning == null) {
            beginning = new Beginning(step.startNanos());
        }
        nesting.add(step);
        String tool = StepTraits.toolOf(step);
        if (tool != null) {
            toolBefore = tool;
        }
        if (callKey != 0 && failed.contains(callKey)) {
            retries++;
        }
    }

    /** Counts what a step that was let through takes with it. */
    public void letThrough(Step step) {
        totals.letThrough(step);
    }

    /** As {@link #callKey}, of a step that ended in that way; a call that failed always has a key. */
    public long endKey(Step step, Status status) {
        return status == Status.ERROR && nesting.isCall(step) ? CallKey.of(step) : callKey(step);
    }

    /**
     * Counts what came of a step.
     *
     * @param earlier how it had ended before; null at its first end
     * @param callKey as of {@link #endKey}
     */
    public void end(Step step, StepEnd earlier, StepEnd end, long callKey) {
        totals.ended(step, earlier == null ? null : earlier.facts(), end.status(), end.facts());
        boolean fails = end.status() == Status.ERROR;
        boolean failedBefore = earlier != null && earlier.status() == Status.ERROR;
        if (fails != failedBefore) {
            errors += fails ? 1 : -1;
        }
        took(step, end.durationNanos());
        if (nesting.isCall(step)) {
            ended(end, fails && !failedBefore, callKey);
        }
        nesting.end(step);
    }

    private void took(Step step, Long nanos) {
        if (nanos != null && step.operation() != Operation.AGENT_INVOKE && step.operation() != Operation.OUTCOME) {
            slowestMillis = Math.max(slowestMillis, millis(nanos));
        }
    }

    private void ended(StepEnd end, boolean failsNow, long callKey) {
        if (end.status() == Status.OK) {
            errorStreak = 0;
            failed.remove(callKey);
        } else if (end.status() == Status.ERROR) {
            errorStreak += failsNow ? 1 : 0;
            failed.add(callKey);
        }
        lastMillis = end.durationNanos() == null ? UNKNOWN : millis(end.durationNanos());
    }

    private static long millis(long nanos) {
        return Math.max(0, nanos / NANOS_OF_A_MILLI);
    }

    /**
     * What the run came to, as far as novelty is told by it.
     *
     * @param steps the steps that were decided
     * @param calls the calls of tools and MCP servers among them
     */
    public SoFar soFar(long steps, long calls) {
        return new SoFar(toolBefore, steps, calls, totals.value(Field.RUN_ROWS_READ), totals.value(Field.RUN_BYTES_OUT));
    }

    /** What the steps so far came to. */
    public RunTotals totals() {
        return totals;
    }

    /**
     * What a field says of the run up to a step.
     *
     * @param field one of the run
     * @param step the step, which has not joined
     * @return null where that is not known
     */
    public Object value(Field field, Step step) {
        return switch (field) {
            case RUN_ERRORS -> errors;
            case RUN_ERROR_STREAK -> errorStreak;
            case RUN_RETRIES -> retries;
            case RUN_SECONDS -> seconds(step.startNanos());
            case RUN_LAST_MILLIS -> known(lastMillis);
            case RUN_SLOWEST_MILLIS -> known(slowestMillis);
            case RUN_DEPTH -> nesting.depth(step);
            case ACTOR_NAME, ACTOR_VERSION, ACTOR_CHAIN -> nesting.actor(field, step);
            case USER_ID -> user;
            case RUN_ROWS_READ, RUN_BYTES_OUT, RUN_FILES_CHANGED, RUN_PROCESSES -> watched || totals.value(field) > 0 ? totals.value(field) : null;
            default -> totals.value(field);
        };
    }

    private static Long known(long value) {
        return value == UNKNOWN ? null : (Long) value;
    }

    private Long seconds(Long now) {
        Beginning begun = beginning;
        Long start = begun == null ? now : begun.nanos();
        if (now == null || start == null) {
            return null;
        }
        long passed = now <= start ? 0 : now - start;
        // Two clocks so far apart are no clocks; the longest time there is says so.
        return (passed < 0 ? Long.MAX_VALUE : passed) / NANOS_OF_A_SECOND;
    }

    /** Tells a step those of the fields that it does not carry yet. */
    public Step tell(Step step, List<Field> fields) {
        Step.Builder told = null;
        for (Field field : fields) {
            Object value = step.facts().get(field) == null ? value(field, step) : null;
            if (value != null) {
                told = told == null ? step.toBuilder() : told;
                told.fact(field, value);
            }
        }
        return told == null ? step : told.build();
    }
}
