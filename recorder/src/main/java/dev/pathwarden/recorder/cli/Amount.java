package dev.pathwarden.recorder.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ages and sizes as they stand on a command line. */
final class Amount {

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})(min|h|d|w)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kmgt])");
    private static final String UNITS = "kmgt";
    private static final int UNIT_BITS = 10;

    private Amount() {
    }

    /**
     * Minutes, hours, days or weeks, as in {@code 90min}, {@code 36h}, {@code 30d}, {@code 8w}; null for null.
     *
     * @param option the option that it stands behind
     */
    static Duration age(String option, String text) {
        if (text == null) {
            return null;
        }
        Matcher age = AGE.matcher(text.toLowerCase(Locale.ROOT));
        if (!age.matches()) {
            throw new CommandException(ExitCode.USAGE, option + " takes a number of minutes, hours, days or weeks, such as 90min, 36h, 30d or 8w, and not '" + text + "'.");
        }
        long number = Long.parseLong(age.group(1));
        return switch (age.group(2)) {
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    /**
     * Bytes, with a unit as in {@code 500m}, {@code 10g}; null for null.
     *
     * @param option the option that it stands behind
     */
    static Long bytes(String option, String text) {
        if (text == null) {
            return null;
        }
        Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!size.matches()) {
            throw new CommandException(ExitCode.USAGE, option + " takes a size with its unit k, m, g or t, such as 500m or 10g, and not '" + text + "'.");
        }
        return Long.parseLong(size.group(1)) << UNIT_BITS * (1 + UNITS.indexOf(size.group(2)));
    }

    /** Such as {@code 1.4 GB}. */
    static String text(long bytes) {
        int unit = 0;
        double value = bytes;
        for (; value >= 1 << UNIT_BITS && unit < UNITS.length(); unit++) {
            value /= 1 << UNIT_BITS;
        }
        return unit == 0 ? RecordingReport.count(bytes, "byte") : String.format(Locale.ROOT, "%.1f %s", value, Character.toUpperCase(UNITS.charAt(unit - 1)) + "B");
    }
}
