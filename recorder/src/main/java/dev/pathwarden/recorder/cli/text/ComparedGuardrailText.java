package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.GuardrailPart;
import dev.pathwarden.policies.rehearsal.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two sets of guardrails side by side, as a table with a line for each guardrail that is another in both or said something of the steps; the others are counted. */
public final class ComparedGuardrailText {

    private static final int MOST = 100;
    private static final int STANDING = 11;
    private static final int COUNT = 8;
    private static final int NAME_LEAST = 20;

    private ComparedGuardrailText() {
    }

    /** The head of the table, and then its lines. */
    public static List<String> lines(List<ComparedGuardrail> guardrails, int columns) {
        int name = Math.max(NAME_LEAST, columns - STANDING - 2 - 4 * (COUNT + 2));
        List<String> lines = new ArrayList<>();
        lines.add(Width.left("SIDE BY SIDE: GUARDRAIL", name) + "  " + Width.left("IN", STANDING) + "  " + Width.right("STOPPED", COUNT) + "  " + Width.right("STOPS", COUNT) + "  " + Width.right("NEWLY", COUNT) + "  "
                + Width.right("NO MORE", COUNT));
        List<ComparedGuardrail> told = guardrails.stream().filter(each -> each.standing() == Standing.CHANGED || each.steps() > 0).toList();
        for (ComparedGuardrail each : told.subList(0, Math.min(MOST, told.size()))) {
            lines.add(Width.left(Escaped.text(each.guardrail()), name) + "  " + Width.left(words(each.standing()), STANDING) + "  " + number(each.stoppedBefore()) + "  " + number(each.stoppedNow()) + "  " + number(each.newlyStopped())
                    + "  " + number(each.noLongerStopped()));
            if (!each.parts().isEmpty()) {
                lines.add("  changed: " + each.parts().stream().map(ComparedGuardrailText::words).collect(Collectors.joining(", ")));
            }
        }
        if (told.size() > MOST) {
            lines.add("and " + (told.size() - MOST) + " more; --json lists them all");
        }
        String quiet = Stream.of(Standing.values()).map(standing -> quiet(standing, guardrails)).filter(words -> !words.isEmpty()).collect(Collectors.joining(", "));
        if (!quiet.isEmpty()) {
            lines.add("Nothing is said of these steps by " + quiet + ".");
        }
        return lines;
    }

    private static String quiet(Standing standing, List<ComparedGuardrail> guardrails) {
        long count = guardrails.stream().filter(each -> each.standing() == standing && each.standing() != Standing.CHANGED && each.steps() == 0).count();
        return count == 0 ? "" : count + switch (standing) {
            case ONLY_BEFORE -> " that there were only before";
            case ONLY_NOW -> " that there are only now";
            case SAME -> " that are the same in both";
            case CHANGED, NOT_KNOWN -> " others";
        };
    }

    private static String number(long count) {
        return Width.right(String.valueOf(count), COUNT);
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case ONLY_BEFORE -> "only before";
            case ONLY_NOW -> "only now";
            case CHANGED -> "both";
            case SAME -> "both, same";
            case NOT_KNOWN -> "not known";
        };
    }

    private static String words(GuardrailPart part) {
        return part == GuardrailPart.WORDS ? "words only" : part.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
