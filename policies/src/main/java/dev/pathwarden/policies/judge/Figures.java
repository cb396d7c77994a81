package dev.pathwarden.policies.judge;

import dev.pathwarden.policies.statistics.Proportion;
import java.util.Optional;

/**
 * How guardrails do on judged steps. A step is stopped that could not go on by itself, were the guardrails enforced.
 *
 * @param rightStops steps that are stopped, and should be
 * @param missed steps that should be stopped, and are not
 * @param wrongStops good work that is stopped
 * @param leftAlone good work that is not
 */
public record Figures(int rightStops, int missed, int wrongStops, int leftAlone) {

    /** Of the steps that are stopped, those that should be; empty where none is stopped. */
    public Optional<Proportion> precision() {
        return share(rightStops, rightStops + wrongStops);
    }

    /** Of the steps that should be stopped, those that are; empty where there is none. */
    public Optional<Proportion> recall() {
        return share(rightStops, rightStops + missed);
    }

    /** Of good work, what is left alone; empty where there is none. */
    public Optional<Proportion> utility() {
        return share(leftAlone, leftAlone + wrongStops);
    }

    private static Optional<Proportion> share(int part, int whole) {
        return whole == 0 ? Optional.empty() : Optional.of(new Proportion(part, whole));
    }
}
