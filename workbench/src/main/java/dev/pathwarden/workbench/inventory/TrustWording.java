package dev.pathwarden.workbench.inventory;

import dev.pathwarden.policies.inventory.ToolDefinition;
import dev.pathwarden.policies.inventory.Trust;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What is known of how far a thing can be trusted, in words: a few for a table, and all there is to say below it. */
final class TrustWording {

    private static final Texts TEXTS = Texts.of(TrustWording.class);
    private static final int LONGEST = 200;
    private static final int LONGEST_CHANGE = 400;
    private static final int HASH = 12;
    /** The latest; more do not fit below a table. */
    private static final int MOST_DEFINITIONS = 4;

    private TrustWording() {
    }

    /** In few words, what says most against it first; empty where nothing is known. */
    static String brief(Trust trust) {
        List<String> parts = new ArrayList<>();
        if (trust.isRedefined()) {
            parts.add(TEXTS.get("trust.redefined"));
        }
        if (trust.isContradicted()) {
            parts.add(TEXTS.get("trust.contradicted"));
        }
        if (trust.instructed() > 0) {
            parts.add(TEXTS.get("trust.instructed", trust.instructed(), trust.results()));
        }
        if (trust.untrusted() > 0) {
            parts.add(TEXTS.get("trust.untrusted", trust.untrusted(), trust.results()));
        }
        if (!trust.effects().isEmpty()) {
            parts.add(effects(trust));
        }
        return String.join(", ", parts);
    }

    private static String effects(Trust trust) {
        return trust.effects().stream().map(ToolEffect::text).collect(Collectors.joining(", "));
    }

    /** Parts of a sentence. */
    static List<String> parts(Trust trust) {
        List<String> parts = new ArrayList<>();
        if (!trust.effects().isEmpty()) {
            parts.add(TEXTS.get("trust.by." + trust.by(), effects(trust)));
        }
        if (!trust.returns().isEmpty()) {
            parts.add(TEXTS.get("trust.returns", Wording.line(String.join(", ", trust.returns()), LONGEST)));
        }
        if (trust.untrusted() > 0) {
            parts.add(TEXTS.get("trust.results", trust.untrusted(), trust.results(), trust.instructed()));
        }
        if (!trust.versions().isEmpty()) {
            parts.add(TEXTS.get("trust.versions", Wording.line(String.join("; ", trust.versions()), LONGEST)));
        }
        if (!trust.definitions().isEmpty() && !trust.definitions().getLast().hints().isEmpty()) {
            parts.add(TEXTS.get(trust.isContradicted() ? "trust.hints.contradicted" : "trust.hints", String.join(", ", trust.definitions().getLast().hints())));
        }
        if (trust.redefined() > 0) {
            parts.add(TEXTS.get("trust.calls", trust.redefined()));
        }
        return parts;
    }

    /** A line for each of the latest definitions of a tool, with what changed from the one before. */
    static List<String> definitions(Trust trust) {
        List<String> lines = new ArrayList<>();
        List<ToolDefinition> all = trust.definitions();
        for (int i = Math.max(0, all.size() - MOST_DEFINITIONS); i < all.size(); i++) {
            ToolDefinition each = all.get(i);
            String hash = Wording.line(each.hash(), HASH);
            String line = each.first() == null ? TEXTS.get("definition.untimed", hash, each.steps()) : TEXTS.get("definition", hash, each.steps(), Wording.dateTime(each.first()), Wording.dateTime(each.last()));
            lines.add(i == 0 ? line : line + ": " + Wording.line(String.join("; ", each.changesFrom(all.get(i - 1))), LONGEST_CHANGE));
        }
        return lines;
    }
}
