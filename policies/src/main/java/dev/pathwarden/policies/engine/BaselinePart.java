package dev.pathwarden.policies.engine;

import dev.pathwarden.policies.novelty.AgentHabits;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of a bundle that says what agents normally do, as {@link BundleFormat} lays it out. */
final class BaselinePart {

    static final String NAME = "baseline";

    private BaselinePart() {
    }

    static void write(Habits habits, BundleWriter out) {
        out.list(List.copyOf(habits.agents()), agent -> {
            out.text(agent.agent());
            out.list(List.copyOf(agent.cut()), kind -> out.text(kind.text()));
            out.list(List.copyOf(agent.most().entrySet()), most -> {
                out.text(most.getKey().text());
                out.fixed(most.getValue());
            });
            out.list(agent.traits(), trait -> {
                out.text(trait.kind().text());
                trait.words().forEach(out::text);
            });
        });
    }

    /** Reads what was written. A trait that does not fit its kind, and an agent that is there twice, are told by an {@link IllegalArgumentException}. */
    static Habits read(BundleBytes in) throws BundleException {
        List<AgentHabits> agents = in.list(() -> agent(in));
        if (agents.size() > Habits.MOST_AGENTS) {
            throw in.damaged("agents=" + agents.size() + ", most=" + Habits.MOST_AGENTS);
        }
        return Habits.of(agents);
    }

    private static AgentHabits agent(BundleBytes in) throws BundleException {
        String agent = in.text();
        Set<TraitKind> cut = EnumSet.noneOf(TraitKind.class);
        cut.addAll(in.list(() -> in.constant(TraitKind::of, "kind of what an agent does")));
        Map<Volume, Long> most = new EnumMap<>(Volume.class);
        for (Map.Entry<Volume, Long> each : in.list(() -> Map.entry(in.constant(Volume::of, "volume of a run"), in.fixed()))) {
            most.put(each.getKey(), each.getValue());
        }
        Map<TraitKind, Integer> counts = new EnumMap<>(TraitKind.class);
        List<Trait> traits = in.list(() -> trait(in));
        for (Trait trait : traits) {
            if (counts.merge(trait.kind(), 1, Integer::sum) > trait.kind().most()) {
                throw in.damaged("an agent has more of the kind '" + trait.kind().text() + "' than " + trait.kind().most());
            }
        }
        return new AgentHabits(agent, traits, most, cut);
    }

    private static Trait trait(BundleBytes in) throws BundleException {
        TraitKind kind = in.constant(TraitKind::of, "kind of what an agent does");
        String[] words = new String[Trait.count(kind)];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.text();
        }
        return new Trait(kind, List.of(words));
    }
}
