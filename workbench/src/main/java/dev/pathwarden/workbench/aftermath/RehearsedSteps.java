package dev.pathwarden.workbench.aftermath;

import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.RehearsedPath;
import dev.pathwarden.policies.rehearsal.RehearsedStep;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.BitSet;

/** What tried guardrails make of the steps of one run, by the places of these. Immutable and safe for any thread. */
public final class RehearsedSteps {

    /** Nothing is tried. */
    public static final RehearsedSteps NONE = new RehearsedSteps(null, null);

    private final PathIndex path;
    private final RehearsedPath rehearsed;
    private final BitSet stops = new BitSet();
    private final BitSet behind = new BitSet();

    private RehearsedSteps(PathIndex path, RehearsedPath rehearsed) {
        this.path = path;
        this.rehearsed = rehearsed;
    }

    /** What a rehearsal of a run says of its steps. Steps that came since are said nothing of. */
    public static RehearsedSteps of(PathIndex path, RehearsedPath rehearsed) {
        RehearsedSteps steps = new RehearsedSteps(path, rehearsed);
        rehearsed.steps().forEach((id, step) -> {
            int place = path.placeOf(id);
            if (place >= 0) {
                steps.stops.set(place, step.stop() != null);
                steps.behind.set(place, step.isBehind());
            }
        });
        return steps;
    }

    /** The same of the run as it is by now; {@link #NONE} where that is another run. */
    RehearsedSteps in(PathIndex now) {
        return path == now ? this : path != null && Selection.isSame(path.run(), now.run()) ? of(now, rehearsed) : NONE;
    }

    /** Whether these are of that run, so that places mean the same. */
    public boolean areOf(PathIndex run) {
        return path == run && path != null;
    }

    /** The rehearsal of the run; null for none. */
    public RehearsedPath rehearsed() {
        return rehearsed;
    }

    /** Whether a step is stopped now, or was before: places of a run these {@link #areOf}. */
    public boolean isStop(int place) {
        return stops.get(place);
    }

    /** Whether a step would not have happened as recorded. */
    public boolean isBehind(int place) {
        return behind.get(place);
    }

    /** How the stop of the step at a place relates to that before; null where it is stopped neither now nor before. */
    public Change stop(int place) {
        return stops.get(place) ? at(place).stop() : null;
    }

    /** What becomes of the step at a place, in a few words; empty where it goes on as it was recorded. */
    public String words(int place) {
        return stops.get(place) || behind.get(place) ? at(place).words() : "";
    }

    private RehearsedStep at(int place) {
        return rehearsed.of(path.step(place).id());
    }
}
