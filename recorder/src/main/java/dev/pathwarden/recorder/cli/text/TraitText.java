package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.baseline.NewTrait;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.tool.ToolEffect;
import java.util.stream.Collectors;

/** What an agent was seen to do, in words. */
public final class TraitText {

    private TraitText() {
    }

    /** The kind, for several of them, as a heading. */
    public static String heading(TraitKind kind) {
        return switch (kind) {
            case TOOL -> "TOOLS";
            case HOST -> "HOSTS";
            case EXECUTABLE -> "PROGRAMS";
            case TABLE -> "TABLES";
            case PATH -> "PLACES OF FILES";
            case SHAPE -> "FORMS OF ARGUMENTS";
            case ORDER -> "ORDERS OF TOOLS";
            case MODEL -> "MODELS";
        };
    }

    /** One that is new, escaped; of a tool with what it does. */
    public static String of(NewTrait found) {
        return of(found.trait()) + (found.trait().kind() == TraitKind.TOOL ? effects(found) : "");
    }

    /** One of them, escaped. */
    public static String of(Trait trait) {
        String text = switch (trait.kind()) {
            case HOST, EXECUTABLE, MODEL -> trait.word(0);
            case TABLE, PATH -> trait.word(0) + " " + trait.word(1);
            case TOOL -> tool(trait.word(0), trait.word(1));
            case SHAPE -> tool(trait.word(0), trait.word(1)) + ": " + trait.word(2) + " is " + (trait.word(3).equals("nothing") ? "" : article(trait.word(3))) + trait.word(3);
            case ORDER -> trait.word(0).isEmpty() ? trait.word(1) + " first" : trait.word(1) + " behind " + trait.word(0);
        };
        return Escaped.text(text);
    }

    private static String article(String form) {
        return switch (form) {
            case "truth" -> "";
            case "email", "iban", "id" -> "an ";
            default -> "a ";
        };
    }

    private static String tool(String server, String name) {
        return server.isEmpty() ? name : name + " of " + server;
    }

    private static String effects(NewTrait tool) {
        return tool.effects().isEmpty() ? "" : " (" + tool.effects().stream().sorted().map(ToolEffect::text).collect(Collectors.joining(", ")) + ")";
    }
}
