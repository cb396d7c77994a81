package dev.pathwarden.recorder.cli.text;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants and durations as text. Times are UTC, so that two machines print the same. */
public final class Times {

    /** What stands where the source had no clock. */
    public static final String NO_CLOCK = "no clock";

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Times() {
    }

    /** Date and time in UTC, or {@link #NO_CLOCK} for null. */
    public static String instant(Long epochNanos) {
        return epochNanos == null ? NO_CLOCK : INSTANT.format(Instant.ofEpochSecond(Math.floorDiv(epochNanos, NANOS_PER_SECOND)));
    }

    /** A duration with three digits or so, such as {@code 1.84 s}; a dash for null. */
    public static String duration(Long nanos) {
        if (nanos == null) {
            return "-";
        }
        if (nanos < 0) {
            return "-";
        }
        if (nanos < 1_000_000) {
            return String.format(Locale.ROOT, "%d µs", nanos / 1_000);
        }
        if (nanos < 10_000_000) {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
        if (nanos < NANOS_PER_SECOND) {
            return String.format(Locale.ROOT, "%d ms", nanos / 1_000_000);
        }
        long seconds = nanos / NANOS_PER_SECOND;
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /** Duration between two instants; a dash where one is not known. */
    public static String between(Long startNanos, Long endNanos) {
        return startNanos == null || endNanos == null ? "-" : duration(endNanos - startNanos);
    }
}
