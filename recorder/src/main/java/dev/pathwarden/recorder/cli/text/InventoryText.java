package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.policies.inventory.NewSince;
import dev.pathwarden.policies.inventory.Trust;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints an inventory, a table for each kind. */
public final class InventoryText {

    private static final int NUMBER = 9;
    private static final int TIME = 19;
    private static final int LEAST_NAME = 20;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public InventoryText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /**
     * Prints things.
     *
     * @param leftOut how often others of a kind were shown
     * @param most how many of a kind to print
     */
    public void print(List<InventoryItem> items, Map<InventoryKind, Long> leftOut, int most) {
        if (items.isEmpty()) {
            out.println("Nothing is recorded there.");
            return;
        }
        boolean first = true;
        for (InventoryKind kind : InventoryKind.values()) {
            List<InventoryItem> ofKind = items.stream().filter(item -> item.kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                if (!first) {
                    out.println();
                }
                first = false;
                print(kind, ofKind, leftOut.getOrDefault(kind, 0L), most);
            }
        }
    }

    /**
     * Prints what is new.
     *
     * @param since what it is new beside
     * @param runs how many runs there are, new or not
     * @param leftOut how often others of a kind were shown
     * @param most how many of a kind to print
     */
    public void print(NewSince found, String since, int runs, Map<InventoryKind, Long> leftOut, int most) {
        String beside = Escaped.text(since);
        if (found.isNothing()) {
            out.println("Nothing is new beside " + beside + ".");
        } else {
            out.println("New beside " + beside + ": " + found.runs().size() + " of " + count(runs, "run") + ", " + count(found.items().size(), "thing")
                    + (found.redefined().isEmpty() ? "." : ", and another definition of " + count(found.redefined().size(), "tool") + "."));
        }
        if (!found.items().isEmpty()) {
            out.println();
            print(found.items(), leftOut, most);
        }
        if (!found.redefined().isEmpty()) {
            out.println();
            out.println(style.strong("ANOTHER DEFINITION"));
            for (InventoryItem tool : found.redefined().subList(0, Math.min(most, found.redefined().size()))) {
                Long first = tool.trust().definitions().get(0).first();
                note(style.warning(Width.cut(Escaped.text(tool.name()), Math.max(LEAST_NAME, columns - TIME - 14)) + "  first seen " + (first == null ? "without a clock" : Times.instant(first))));
            }
            if (found.redefined().size() > most) {
                note(style.faint("  and " + (found.redefined().size() - most) + " more; --most shows more"));
            }
        }
        found.untold().forEach(kind -> note(style.warning("Of the kind " + kind.text() + " nothing can be called new: " + beside + " shows more than are kept.")));
    }

    private static String count(int number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }

    private void print(InventoryKind kind, List<InventoryItem> items, long leftOut, int most) {
        int name = Math.max(LEAST_NAME, columns - 3 * (NUMBER + 1) - 2 * (TIME + 2));
        out.println(style.strong(Width.left(kind.text().toUpperCase(Locale.ROOT), name) + Width.right("STEPS", NUMBER + 1) + Width.right("RUNS", NUMBER + 1) + Width.right("STOPPED", NUMBER + 1) + "  "
                + Width.left("FIRST (UTC)", TIME) + "  LAST (UTC)"));
        for (InventoryItem item : items.subList(0, Math.min(most, items.size()))) {
            String shown = item.name().isEmpty() ? "(no name)" : Escaped.text(item.name());
            out.println((Width.left(Width.cut(shown, name), name) + number(item.steps()) + number(item.runs()) + number(item.stopped()) + "  " + Width.left(time(item.first()), TIME) + "  " + time(item.last())).stripTrailing());
            if (!item.labels().isEmpty()) {
                note(style.faint("  brought " + Escaped.text(String.join(", ", item.labels()))));
            }
            note(item.trust());
        }
        if (items.size() > most) {
            note(style.faint("  and " + (items.size() - most) + " more; --most shows more"));
        }
        if (leftOut > 0) {
            note(style.warning("  " + leftOut + " times another " + kind.text() + " was shown that is not kept: there are too many"));
        }
    }

    private void note(Trust trust) {
        String said = TrustText.of(trust);
        if (!said.isEmpty()) {
            Width.wrap(said, columns - 2).forEach(line -> note("  " + (trust.isRedefined() || trust.isContradicted() ? style.warning(line) : style.faint(line))));
        }
        for (String definition : TrustText.definitions(trust)) {
            List<String> lines = Width.wrap(definition, columns - 4);
            for (int i = 0; i < lines.size(); i++) {
                note((i == 0 ? "  " : "    ") + style.warning(lines.get(i)));
            }
        }
    }

    private void note(String text) {
        out.println(text);
    }

    private static String number(long number) {
        return Width.right(String.format(Locale.ROOT, "%,d", number), NUMBER + 1);
    }

    private static String time(Long nanos) {
        return nanos == null ? "no clock" : Times.instant(nanos);
    }
}
