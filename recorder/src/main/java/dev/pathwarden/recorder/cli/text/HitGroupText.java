package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.HitGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Steps with an action put together by what they have in common, as a table; a group for each line, with a bar as long as its share of the largest. */
public final class HitGroupText {

    private static final int MOST = 50;
    private static final int BAR = 12;
    private static final int COUNT = 8;
    private static final int NAME_LEAST = 16;

    private HitGroupText() {
    }

    /** The head of the table, and then its lines. */
    public static List<String> lines(GroupBy by, List<HitGroup> groups, int columns) {
        int name = Math.max(NAME_LEAST, columns - 4 * (COUNT + 2) - BAR - 2);
        List<String> lines = new ArrayList<>();
        lines.add(Width.left("BY " + by.name(), name) + "  " + Width.right("STOPPED", COUNT) + "  " + Width.left("", BAR) + "  " + Width.right("NEWLY", COUNT) + "  " + Width.right("NO MORE", COUNT) + "  " + Width.right("ALL", COUNT));
        long most = Math.max(1, groups.stream().mapToLong(HitGroup::stopped).max().orElse(1));
        for (HitGroup group : groups.subList(0, Math.min(MOST, groups.size()))) {
            int bar = group.stopped() == 0 ? 0 : (int) Math.max(1, BAR * group.stopped() / most);
            lines.add(Width.left(name(by, group), name) + "  " + number(group.stopped()) + "  " + Width.left("#".repeat(bar), BAR) + "  " + number(group.count(Change.NEWLY_STOPPED)) + "  " + number(group.count(Change.NO_LONGER_STOPPED))
                    + "  " + number(group.hits()));
        }
        if (groups.size() > MOST) {
            lines.add("and " + (groups.size() - MOST) + " more; --json lists them all");
        }
        return lines;
    }

    private static String number(long count) {
        return Width.right(String.valueOf(count), COUNT);
    }

    private static String name(GroupBy by, HitGroup group) {
        if (group.key().isEmpty()) {
            return by == GroupBy.TOOL ? "(in no tool)" : by == GroupBy.AGENT ? "(no agent)" : "(no clock)";
        }
        return by == GroupBy.TIME ? time(Long.parseLong(group.key())) + " + " + span(group.spanNanos()) : Escaped.text(group.key());
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L)).toString();
    }

    private static String span(long nanos) {
        Duration span = Duration.ofNanos(nanos);
        return span.toDays() > 0 ? span.toDays() + " d" : span.toHours() > 0 ? span.toHours() + " h" : span.toMinutes() > 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
