package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import java.util.Objects;
import java.util.Optional;

/**
 * A place in what is open: a run, or a step of it. As text {@code RUN} or {@code RUN/STEP}, in the hex digits of W3C trace context.
 *
 * @param run the run
 * @param step the step; null for the run itself
 */
public record Address(RunId run, StepId step) {
    public Address {
        Objects.requireNonNull(run, "run");
    }

    /** The address that a text stands for; empty for a text that is none. */
    public static Optional<Address> parse(String text) {
        int slash = text.indexOf('/');
        Optional<RunId> run = RunId.parse(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0) {
            return run.map(id -> new Address(id, null));
        }
        Optional<StepId> step = StepId.parse(text.substring(slash + 1));
        return run.isEmpty() || step.isEmpty() ? Optional.empty() : Optional.of(new Address(run.get(), step.get()));
    }

    @Override
    public String toString() {
        return step == null ? run.toString() : run + "/" + step;
    }
}
