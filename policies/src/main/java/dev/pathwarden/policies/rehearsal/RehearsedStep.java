package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.Stops;

/**
 * What a rehearsed set makes of a step of a run.
 *
 * @param place its place in the run, from 1
 * @param hit what was asked for on it, before or now; null where that is nothing but to let it go
 * @param hanging the stop that it hung on; null where it hung on none
 * @param stopPlace place of that stop in the run, from 1; 0 where there is none
 */
public record RehearsedStep(int place, Hit hit, Aftermath.Hanging hanging, int stopPlace) {

    /** Of a step that goes on as it was recorded. */
    public static final RehearsedStep AS_RECORDED = new RehearsedStep(0, null, null, 0);

    /** How its stop relates to that before; null where it is stopped neither now nor before. */
    public Change stop() {
        if (hit == null || !hit.isStopped() && !Stops.stops(hit.before(), hit.operation())) {
            return null;
        }
        return hit.change() == Change.OTHER_ACTION ? Change.SAME : hit.change();
    }

    /** Whether it would have been reached, and stopped there. */
    public boolean isStopped() {
        return hit != null && hit.isStopped() && !isBehind();
    }

    /** Whether it hung on a stop, so that it would not have happened as recorded. */
    public boolean isBehind() {
        return hanging != null;
    }

    /** What became of it in a few words; empty where it goes on as it was recorded. */
    public String words() {
        String behind = hanging == null ? "" : "would not have happened, " + tie() + " step " + stopPlace;
        Change stop = stop();
        if (stop == null) {
            return behind;
        }
        String words = switch (stop) {
            case NEWLY_STOPPED -> "newly stopped by " + hit.guardrail() + " (" + hit.after().text() + ")";
            case NO_LONGER_STOPPED -> "no longer stopped by " + hit.guardrail();
            default -> "stopped by " + hit.guardrail() + " as before (" + hit.after().text() + ")";
        };
        return behind.isEmpty() ? words : behind + "; " + words;
    }

    /**
     * The same in the rest of a sentence.
     *
     * @param behind how many steps hung on it
     */
    String sentence(long behind) {
        if (hanging != null) {
            return "step " + place + " would not have happened: it was " + tie() + " step " + stopPlace + ", which would have been stopped.";
        }
        if (stop() == Change.NO_LONGER_STOPPED) {
            return hit.guardrail() + " stopped step " + place + " before; now it would have gone on.";
        }
        return hit.guardrail() + " would have " + done(hit.after()) + " step " + place + (stop() == Change.SAME ? ", as before; " : "; ") + behind(behind, 1) + ".";
    }

    /** @param stops behind how many stopped steps */
    static String behind(long behind, long stops) {
        String what = stops == 1 ? " behind it " : " behind them ";
        return behind == 0 ? "no step" + what + "hung on that" : (behind == 1 ? "1 step" : behind + " steps") + what + "would not have happened";
    }

    private String tie() {
        return hanging.tie() == Aftermath.Tie.CAUSED ? "caused by" : "fed by";
    }

    private static String done(Action action) {
        return switch (action) {
            case BLOCK -> "blocked";
            case HOLD -> "held";
            default -> "stopped";
        };
    }
}
