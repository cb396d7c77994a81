package dev.pathwarden.workbench.inventory;

import dev.pathwarden.policies.inventory.Drifted;
import dev.pathwarden.policies.inventory.DriftedItem;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.stream.Collectors;

/** How a thing drifted from a baseline, in words. */
final class DriftWording {

    private static final Texts TEXTS = Texts.of(DriftWording.class);
    private static final int LONGEST = 200;
    private static final int MOST_AGENTS = 5;

    private DriftWording() {
    }

    /** In few words. */
    static String brief(DriftedItem item) {
        return item.ways().stream().map(way -> TEXTS.get("how." + way.how())).distinct().collect(Collectors.joining(", "));
    }

    /** The end of a sentence: in which way, of whom, and how often it was before. */
    static String way(Drifted way) {
        String how = TEXTS.get("how." + way.how());
        String named = way.agents().stream().limit(MOST_AGENTS).map(agent -> agent.isEmpty() ? TEXTS.get("drift.none") : agent).collect(Collectors.joining(", "));
        String who = way.agents().isEmpty() ? how : TEXTS.get("drift.by", how, Wording.line(named, LONGEST), Math.max(0, way.agents().size() - MOST_AGENTS));
        return way.shift() == null ? TEXTS.get("drift.steps", who, way.steps()) : TEXTS.get("drift.shares", who, way.shift().now().runs(), way.shift().nowOf(), way.shift().before().runs(), way.shift().beforeOf());
    }
}
