package dev.pathwarden.policies.report;

import dev.pathwarden.model.text.Escaped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts from outside as a reader may see them: what would reorder, hide or end the text around it is written as its number. */
final class ReportText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ReportText() {
    }

    /**
     * On one line, and no longer than that.
     *
     * @param longest in characters; what is cut is told
     */
    static String line(String text, int longest) {
        return Escaped.line(cut(text, longest));
    }

    /** Line by line. */
    static List<String> lines(String text, int longest) {
        List<String> lines = new ArrayList<>();
        for (String line : cut(text, longest).split("\\R", -1)) {
            lines.add(line(line, longest));
        }
        return text.isEmpty() ? List.of() : lines;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "\u2026 " + (text.length() - end) + " more characters";
    }

    /** As a clock tells it, to the second. */
    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** As {@link #time(Instant)}; that no time was recorded where it is null. */
    static String time(Long nanos) {
        return nanos == null ? "not recorded" : time(Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L)));
    }

    /** {@code 1 run}, {@code 2 runs}, {@code 1,008 runs}. */
    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }
}
