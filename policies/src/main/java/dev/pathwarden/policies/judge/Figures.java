package dev.pathwarden.policies.judge;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.policies.statistics.Proportion;
import java.util.Optional;
import java.util.Set;

/**
 * How guardrails do on judged steps. A step is stopped that could not go on by itself, were the guardrails enforced.
 *
 * @param rightStops steps that are stopped, and should be
 * @param missed steps that should be stopped, and are not
 * @param wrongStops good work that is stopped
 * @param leftAlone good work that is not
 */
public record Figures(int rightStops, int missed, int wrongStops, int leftAlone) {

    /** What it comes to where of the judged steps those are stopped. */
    static Figures of(JudgedSet set, Set<Subject> stopped) {
        int[] counts = new int[4];
        set.runs().forEach(run -> run.right().forEach((step, right) -> counts[(right ? 0 : 2) + (stopped.contains(new Subject(run.run().run().id(), step)) ? 0 : 1)]++));
        return new Figures(counts[0], counts[1], counts[2], counts[3]);
    }

    /** Both together. */
    Figures and(Figures other) {
        return new Figures(rightStops + other.rightStops, missed + other.missed, wrongStops + other.wrongStops, leftAlone + other.leftAlone);
    }

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
