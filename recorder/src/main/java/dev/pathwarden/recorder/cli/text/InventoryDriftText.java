package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.inventory.Drifted;
import dev.pathwarden.policies.inventory.DriftedItem;
import dev.pathwarden.policies.inventory.InventoryKind;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints how the things of an inventory drifted from a baseline: a section for each kind, each thing with a line for each way, and the condition that finds the steps. */
public final class InventoryDriftText {

    private static final int COUNT = 16;
    private static final int MOST_AGENTS = 5;

    private final PrintWriter out;
    private final Style style;
    private final int columns;

    /** @param columns width to print for */
    public InventoryDriftText(PrintWriter out, Style style, int columns) {
        this.out = out;
        this.style = style;
        this.columns = columns;
    }

    /**
     * Prints what drifted.
     *
     * @param untold kinds of which nothing can be called new
     * @param most how many of a kind to print
     */
    public void print(List<DriftedItem> items, Set<InventoryKind> untold, String baseline, int most) {
        Width.wrap(summary(items, Escaped.text(baseline)), columns).forEach(out::println);
        Map<InventoryKind, List<DriftedItem>> byKind = items.stream().collect(Collectors.groupingBy(item -> item.item().kind(), () -> new EnumMap<>(InventoryKind.class), Collectors.toList()));
        byKind.forEach((kind, ofKind) -> {
            out.println();
            out.println(style.strong(kind.text().toUpperCase(Locale.ROOT)));
            ofKind.subList(0, Math.min(most, ofKind.size())).forEach(this::print);
            if (ofKind.size() > most) {
                out.println(style.faint("  and " + (ofKind.size() - most) + " more; --most shows more"));
            }
        });
        untold.forEach(kind -> Width.wrap("Of the kind " + kind.text() + " not all can be called new that is: the baseline holds only a part of what was seen.", columns).forEach(line -> out.println(style.warning(line))));
    }

    private static String summary(List<DriftedItem> items, String baseline) {
        if (items.isEmpty()) {
            return "Nothing drifted from " + baseline + ".";
        }
        Map<Drifted.How, Long> counts = items.stream().flatMap(item -> item.ways().stream().map(Drifted::how).distinct()).collect(Collectors.groupingBy(how -> how, () -> new EnumMap<>(Drifted.How.class), Collectors.counting()));
        return "Drift from " + baseline + ", " + items.size() + (items.size() == 1 ? " thing: " : " things: ") + counts.entrySet().stream().sorted(Map.Entry.comparingByKey(Comparator.naturalOrder())).map(each -> each.getValue() + " " + word(each.getKey())).collect(Collectors.joining(", "))
                + ". New is not the same as wrong.";
    }

    private static String word(Drifted.How how) {
        return switch (how) {
            case NEW -> "new";
            case OTHER_AGENT -> "used by another agent";
            case OTHER_USE -> "used otherwise";
            case MORE -> "used much more often";
            case LESS -> "used much less often";
            case GONE -> "gone";
        };
    }

    private void print(DriftedItem item) {
        String name = item.item().name().isEmpty() ? "(no name)" : Escaped.text(item.item().name());
        for (Drifted way : item.ways()) {
            boolean warns = way.how() == Drifted.How.NEW || way.how() == Drifted.How.OTHER_AGENT || way.how() == Drifted.How.OTHER_USE;
            String counted = String.format(Locale.ROOT, "%,d step%s", way.steps(), way.steps() == 1 ? "" : "s");
            out.println(Width.left(Width.cut(name, columns - COUNT - 2), columns - COUNT) + Width.right(counted, COUNT));
            Width.wrap(Escaped.text(word(way.how()) + agents(way) + shares(way)), columns - 2).forEach(line -> out.println("  " + (warns ? style.warning(line) : line)));
        }
        String said = TrustText.of(item.item().trust());
        if (!said.isEmpty()) {
            Width.wrap(said, columns - 2).forEach(line -> out.println("  " + style.faint(line)));
        }
        Width.wrap("--where " + Escaped.text(item.condition()), columns - 2).forEach(line -> out.println("  " + style.faint(line)));
    }

    private static String agents(Drifted way) {
        if (way.agents().isEmpty()) {
            return "";
        }
        String named = way.agents().stream().limit(MOST_AGENTS).map(agent -> agent.isEmpty() ? "steps that tell no agent" : agent).collect(Collectors.joining(", "));
        return (way.how() == Drifted.How.OTHER_AGENT ? ": " : " by ") + named + (way.agents().size() > MOST_AGENTS ? " and " + (way.agents().size() - MOST_AGENTS) + " more" : "");
    }

    private static String shares(Drifted way) {
        return way.shift() == null ? "" : ": in " + way.shift().now().runs() + " of its " + way.shift().nowOf() + " runs, before in " + way.shift().before().runs() + " of " + way.shift().beforeOf();
    }
}
