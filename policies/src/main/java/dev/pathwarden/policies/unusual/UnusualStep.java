package dev.pathwarden.policies.unusual;

import dev.pathwarden.model.step.RecordedStep;
import java.util.List;
import java.util.Objects;

/**
 * A step that shows something which none or few of the other runs do.
 *
 * @param step the step
 * @param place its place in the run, from 0
 * @param things what, the rarest first
 * @param weight how unusual it is: that of what it is and of the rarest that it acts on
 */
public record UnusualStep(RecordedStep step, int place, List<UnusualThing> things, double weight) {

    public UnusualStep {
        Objects.requireNonNull(step, "step");
        things = List.copyOf(things);
    }
}
