package dev.pathwarden.model.follow;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a run as text while it grows, in the order in which things happened: of each step what it was given as soon as it began, and what came back when it ended. What was written is not taken back; the number of a step is where it
 * stands on the path by then. For one thread.
 */
public final class GrowingText {

    /** A step begins or ends. */
    private record Event(int at, int place, boolean end) {
    }

    private final boolean full;
    private final Set<StepId> begun = new HashSet<>();
    private final Set<StepId> ended = new HashSet<>();
    private FollowedRun text;
    private StepId last;

    /** @param full whether every text is told to its end */
    public GrowingText(boolean full) {
        this.full = full;
    }

    /**
     * The lines of what came since the last call.
     *
     * @param run the run as it is by now
     */
    public List<FollowLine> next(RecordedRun run) {
        read(run);
        List<Event> events = new ArrayList<>();
        for (int place = 0; place < run.steps().size(); place++) {
            RecordedStep step = run.steps().get(place);
            if (begun.add(step.id())) {
                events.add(new Event(step.decidedAt(), place, false));
            }
            if (step.outcome() != null && ended.add(step.id())) {
                events.add(new Event(step.endedAt(), place, true));
            }
        }
        events.sort(Comparator.comparingInt(Event::at));
        for (Event event : events) {
            RecordedStep step = run.steps().get(event.place());
            if (!event.end()) {
                text.begun(event.place(), step);
            } else {
                name(event.place(), step);
                text.ended(event.place(), step.outcome());
            }
            last = step.id();
        }
        return text.take();
    }

    /** The lines of the steps of which no end was recorded, for a run of which nothing more comes. */
    public List<FollowLine> rest(RecordedRun run) {
        read(run);
        for (int place = 0; place < run.steps().size(); place++) {
            RecordedStep step = run.steps().get(place);
            if (step.outcome() == null) {
                name(place, step);
                text.unended(place);
                last = step.id();
            }
        }
        return text.take();
    }

    /** Says once more which step it is, where another one was told of in between. */
    private void name(int place, RecordedStep step) {
        if (!step.id().equals(last)) {
            text.head(place, step);
        }
    }

    private void read(RecordedRun run) {
        if (text == null) {
            text = new FollowedRun(run, full);
        } else {
            text.read(run);
        }
    }
}
