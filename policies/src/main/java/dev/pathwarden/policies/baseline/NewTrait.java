package dev.pathwarden.policies.baseline;

import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Something that an agent was not seen to do before.
 *
 * @param trait what it is
 * @param effects of a tool, what it does; empty where neither catalogue nor name tells, and for all else
 * @param first the step that showed it first
 * @param seen in how many runs and steps it was shown
 * @param others agents of which the baseline holds it, by their ids; empty where it holds it of none
 */
public record NewTrait(Trait trait, Set<ToolEffect> effects, FirstStep first, Seen seen, List<String> others) {
    public NewTrait {
        Objects.requireNonNull(trait, "trait");
        Objects.requireNonNull(first, "first");
        effects = Set.copyOf(effects);
        others = List.copyOf(others);
    }

    /** How much it tells within its kind: a tool that sends or destroys more than one that only reads. */
    int weight() {
        int use = trait.words().get(0).equals("writes") || trait.words().get(0).equals("deletes") ? 1 : 0;
        return switch (trait.kind()) {
            case TOOL -> effects.contains(ToolEffect.SENDS) || effects.contains(ToolEffect.DESTROYS) ? 2 : effects.contains(ToolEffect.CHANGES) ? 1 : 0;
            case TABLE, PATH -> use;
            default -> 0;
        };
    }
}
