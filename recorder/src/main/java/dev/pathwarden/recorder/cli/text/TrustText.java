package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.inventory.ToolDefinition;
import dev.pathwarden.policies.inventory.Trust;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is known of how far a thing can be trusted, in words. */
final class TrustText {

    private static final int HASH = 12;

    private TrustText() {
    }

    /** On one line, escaped; empty where nothing is known. */
    static String of(Trust trust) {
        List<String> parts = new ArrayList<>();
        if (!trust.effects().isEmpty()) {
            parts.add(trust.effects().stream().map(ToolEffect::text).collect(Collectors.joining(", ")) + " (" + by(trust.by()) + ")");
        }
        if (!trust.returns().isEmpty()) {
            parts.add("declared to return " + Escaped.text(String.join(", ", trust.returns())));
        }
        if (trust.untrusted() > 0) {
            parts.add(String.format(Locale.ROOT, "%,d of %,d results untrusted", trust.untrusted(), trust.results())
                    + (trust.instructed() == 0 ? "" : String.format(Locale.ROOT, ", %,d of these with instructions", trust.instructed())));
        }
        if (!trust.versions().isEmpty()) {
            parts.add("calls itself " + Escaped.text(String.join("; ", trust.versions())));
        }
        trust.definitions().stream().skip(Math.max(0, trust.definitions().size() - 1)).filter(last -> !last.hints().isEmpty()).forEach(last -> parts.add("says it is " + String.join(", ", last.hints()) + (trust.isContradicted() ? ", which what it does contradicts" : "")));
        if (trust.definitions().size() == 1 && !trust.isRedefined()) {
            parts.add("definition " + hash(trust.definitions().get(0)) + ", unchanged");
        }
        if (trust.redefined() > 0) {
            parts.add(String.format(Locale.ROOT, "%,d call%s under a changed definition", trust.redefined(), trust.redefined() == 1 ? "" : "s"));
        }
        return String.join("; ", parts);
    }

    private static String hash(ToolDefinition definition) {
        return Escaped.text(definition.hash().substring(0, Math.min(HASH, definition.hash().length())));
    }

    private static String by(Trust.Declared by) {
        return switch (by) {
            case CATALOGUE -> "by the catalogue";
            case RECORDING -> "as recorded";
            case NAME -> "by name";
        };
    }

    /** Each definition of a tool that had several, escaped, with what changed; empty where there was one. */
    static List<String> definitions(Trust trust) {
        List<String> lines = new ArrayList<>();
        ToolDefinition before = null;
        for (ToolDefinition each : trust.definitions()) {
            if (trust.definitions().size() > 1) {
                String when = each.first() == null ? "without a clock" : Times.instant(each.first()) + " to " + Times.instant(each.last());
                String changes = before == null ? "" : "; " + String.join("; ", each.changesFrom(before));
                lines.add("definition " + hash(each) + ", " + when + ", " + each.steps() + (each.steps() == 1 ? " step" : " steps") + Escaped.text(changes));
            }
            before = each;
        }
        return lines;
    }
}
