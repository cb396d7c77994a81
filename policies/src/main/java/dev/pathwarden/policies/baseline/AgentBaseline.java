package dev.pathwarden.policies.baseline;

import dev.pathwarden.policies.novelty.AgentHabits;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one agent normally does.
 *
 * @param agent its durable id; empty for the steps that tell none, which are taken for one agent
 * @param names the names it was declared under, with the number of runs
 * @param versions hashes of its definition, with the number of runs
 * @param seen the runs that it acted in, and its steps
 * @param traits what it was seen to do; of what a guardrail stopped nothing
 * @param volumes what the runs came to that it acted in, by whatever agent
 * @param cut what more was seen of than is kept: the {@linkplain TraitKind#text kinds} of traits, {@value #NAMES}, {@value #VERSIONS}
 */
public record AgentBaseline(String agent, SortedMap<String, Long> names, SortedMap<String, Long> versions, Seen seen, SortedMap<Trait, Seen> traits, Map<Volume, Spread> volumes, SortedSet<String> cut) {

    static final String NAMES = "names";
    static final String VERSIONS = "versions";

    public AgentBaseline {
        Objects.requireNonNull(agent, "agent");
        Objects.requireNonNull(seen, "seen");
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
        traits = Collections.unmodifiableSortedMap(new TreeMap<>(traits));
        EnumMap<Volume, Spread> all = new EnumMap<>(Volume.class);
        all.putAll(volumes);
        volumes = Collections.unmodifiableMap(all);
        cut = Collections.unmodifiableSortedSet(new TreeSet<>(cut));
    }

    /** What is asked at each step, without the counts. */
    AgentHabits habits() {
        Map<Volume, Long> most = new EnumMap<>(Volume.class);
        volumes.forEach((volume, spread) -> {
            if (spread.most() != null) {
                most.put(volume, spread.most());
            }
        });
        Set<TraitKind> untold = EnumSet.noneOf(TraitKind.class);
        cut.forEach(kind -> TraitKind.of(kind).ifPresent(untold::add));
        return new AgentHabits(agent, traits.keySet(), most, untold);
    }
}
