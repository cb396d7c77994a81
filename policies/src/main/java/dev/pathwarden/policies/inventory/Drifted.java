package dev.pathwarden.policies.inventory;

import dev.pathwarden.policies.baseline.Shift;
import java.util.List;
import java.util.Objects;

/**
 * How a thing drifted from a baseline.
 *
 * @param how in which way
 * @param agents ids of the agents that it is told of, empty for steps that tell none; no agents where it is told of all
 * @param steps how many steps show it
 * @param shift for {@link How#GONE}, {@link How#LESS} and {@link How#MORE} of an agent what was counted; null for all else
 * @param condition the condition that these steps meet, and no others
 */
public record Drifted(How how, List<String> agents, long steps, Shift shift, String condition) {

    /** Ways to drift. */
    public enum How {
        /** The baseline holds it of no agent. */
        NEW,
        /** The baseline holds it, but of other agents. */
        OTHER_AGENT,
        /** A table that is written, of which the baseline only holds that it is read; or the other way round. */
        OTHER_USE,
        /** An agent does it in a much larger share of its runs. */
        MORE,
        /** An agent does it in a much smaller share of its runs. */
        LESS,
        /** No run shows it any more. */
        GONE
    }

    public Drifted {
        Objects.requireNonNull(how, "how");
        Objects.requireNonNull(condition, "condition");
        agents = List.copyOf(agents);
    }
}
