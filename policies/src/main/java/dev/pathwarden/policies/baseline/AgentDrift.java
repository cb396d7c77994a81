package dev.pathwarden.policies.baseline;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is new of one agent, and what is another.
 *
 * @param agent its durable id; empty for the steps that tell none
 * @param names the names it was declared under
 * @param known whether the baseline holds anything of it; of an agent that it does not hold nothing is listed, as all would be new
 * @param seen the runs that it acted in, and its steps
 * @param first its first step
 * @param traits what is new, what tells most first
 * @param volumes what runs came to more of than they normally do
 * @param shifts what it does much more or less often than the baseline holds, or no more
 * @param untold the kinds of which nothing can be called new, because the baseline holds only part of what was seen
 */
public record AgentDrift(String agent, Set<String> names, boolean known, Seen seen, FirstStep first, List<NewTrait> traits, List<NewVolume> volumes, List<Shift> shifts, Set<String> untold) {
    public AgentDrift {
        Objects.requireNonNull(agent, "agent");
        names = Collections.unmodifiableSet(new TreeSet<>(names));
        traits = List.copyOf(traits);
        volumes = List.copyOf(volumes);
        shifts = List.copyOf(shifts);
        untold = Collections.unmodifiableSet(new TreeSet<>(untold));
    }

    /** Whether anything is new of it, or another. */
    public boolean drifted() {
        return !known || !traits.isEmpty() || !volumes.isEmpty() || !shifts.isEmpty();
    }
}
