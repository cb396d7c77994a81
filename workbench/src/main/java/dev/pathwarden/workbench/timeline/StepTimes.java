package dev.pathwarden.workbench.timeline;

import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.workbench.path.PathIndex;

/**
 * From where to where each step of a run reaches on the timeline.
 *
 * <p>With a clock the unit is a nanosecond since the run's first step. Where any step has no clock the whole run is laid out by
 * order: a step begins at its place in path order and reaches behind the last step nested in it.
 *
 * @param from where each step begins, by place in path order
 * @param to where it ends; never before its begin. A step whose end was not recorded reaches to the end of the last step nested in it
 * @param clock whether the unit is a nanosecond; it is one step otherwise
 * @param origin epoch nanoseconds at which the timeline begins; 0 without a clock
 * @param end where the last step ends; at least 1
 * @param withoutClock number of steps that have no clock
 */
record StepTimes(long[] from, long[] to, boolean clock, long origin, long end, int withoutClock) {

    static StepTimes of(PathIndex path) {
        int without = 0;
        long first = Long.MAX_VALUE;
        for (RecordedStep step : path.steps()) {
            Long start = step.step().startNanos();
            if (start == null) {
                without++;
            } else {
                first = Math.min(first, start);
            }
        }
        boolean clock = without == 0 && path.size() > 0;
        long[] from = new long[path.size()];
        long[] to = new long[path.size()];
        for (int place = 0; place < path.size(); place++) {
            from[place] = clock ? distance(first, path.step(place).step().startNanos()) : place;
            to[place] = clock ? plus(from[place], duration(path.step(place))) : place + 1L;
        }
        reachBehindNested(path, clock, to);
        long end = 1;
        for (long each : to) {
            end = Math.max(end, each);
        }
        return new StepTimes(from, to, clock, clock ? first : 0, end, without);
    }

    private static void reachBehindNested(PathIndex path, boolean clock, long[] to) {
        for (int place = path.size() - 1; place >= 0; place--) {
            int parent = path.parentOf(place);
            if (parent >= 0 && (!clock || path.step(parent).status() == Status.UNFINISHED)) {
                to[parent] = Math.max(to[parent], to[place]);
            }
        }
    }

    private static long duration(RecordedStep step) {
        Long nanos = step.outcome() == null ? null : step.outcome().durationNanos();
        return nanos == null ? 0 : Math.max(0, nanos);
    }

    /** Saturates: a recording may name any two instants. */
    private static long distance(long first, long later) {
        long difference = later - first;
        return difference < 0 ? Long.MAX_VALUE / 4 : Math.min(difference, Long.MAX_VALUE / 4);
    }

    private static long plus(long from, long duration) {
        return from + Math.min(duration, Long.MAX_VALUE / 4);
    }
}
