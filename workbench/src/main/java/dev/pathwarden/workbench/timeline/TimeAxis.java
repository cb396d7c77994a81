package dev.pathwarden.workbench.timeline;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ticks and texts of the timeline's axis: relative time, the time of day, or the place in order. */
final class TimeAxis {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long[] CLOCK_STEPS = {SECOND, 2 * SECOND, 5 * SECOND, 10 * SECOND, 15 * SECOND, 30 * SECOND,
        60 * SECOND, 120 * SECOND, 300 * SECOND, 600 * SECOND, 900 * SECOND, 1800 * SECOND, 3600 * SECOND, 7200 * SECOND,
        6 * 3600 * SECOND, 12 * 3600 * SECOND, 24 * 3600 * SECOND};
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private TimeAxis() {
    }

    /** A tick: where it stands on the timeline and what is written at it. */
    record Tick(double position, String text) {
    }

    /**
     * Ticks of the window, at round positions.
     *
     * @param most most ticks there is room for
     * @param clock whether positions are times; they count steps otherwise
     * @param time how times are written
     * @param origin epoch nanoseconds of position 0
     */
    static List<Tick> ticks(TimeWindow window, int most, boolean clock, AxisTime time, long origin) {
        double step = step(window.length() / Math.max(1, most), clock);
        ZoneId zone = time.shown() == TimeShown.LOCAL ? time.zone() : ZoneOffset.UTC;
        double shift = !clock ? 0 : Math.floorMod(time.shown() == TimeShown.RELATIVE ? -time.zero() : origin + offset(zone, origin), Math.max(1, (long) step));
        List<Tick> ticks = new ArrayList<>();
        for (double position = Math.ceil((window.from() + shift) / step) * step - shift; position <= window.to() && ticks.size() <= most; position += step) {
            if (position >= -step / 2 && (clock || position < window.end())) {
                ticks.add(new Tick(position, text(position, step, clock, time, zone, origin)));
            }
        }
        return ticks;
    }

    /** The smallest round distance that is not below that. */
    static double step(double smallest, boolean clock) {
        if (clock && smallest > SECOND) {
            for (long each : CLOCK_STEPS) {
                if (each >= smallest) {
                    return each;
                }
            }
            long day = CLOCK_STEPS[CLOCK_STEPS.length - 1];
            return round(smallest / day) * day;
        }
        return Math.max(1, round(smallest));
    }

    private static double round(double smallest) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(smallest, Double.MIN_NORMAL))));
        double first = smallest / power;
        return power * (first <= 1 ? 1 : first <= 2 ? 2 : first <= 5 ? 5 : 10);
    }

    private static long offset(ZoneId zone, long epochNanos) {
        return zone.getRules().getOffset(instant(epochNanos)).getTotalSeconds() * SECOND;
    }

    private static String text(double position, double step, boolean clock, AxisTime time, ZoneId zone, long origin) {
        if (!clock) {
            return Integer.toString((int) Math.round(position) + 1);
        }
        return time.shown() == TimeShown.RELATIVE ? relative(Math.round(position) - time.zero(), step) : timeOfDay(origin + Math.round(position), step, zone);
    }

    /** Time since the zero, as exact as ticks at that distance need; before it with a minus. */
    private static String relative(long nanos, double step) {
        if (nanos == 0) {
            return "0";
        }
        if (nanos < 0) {
            return "−" + relative(-nanos, step).substring(1);
        }
        if (nanos >= 60 * SECOND) {
            long seconds = nanos / SECOND;
            String fraction = step < SECOND ? fraction(nanos % SECOND, step) : "";
            return seconds >= 3600
                    ? "+%d:%02d:%02d%s".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60, fraction)
                    : "+%d:%02d%s".formatted(seconds / 60, seconds % 60, fraction);
        }
        long unit = nanos >= SECOND ? SECOND : nanos >= MILLI ? MILLI : nanos >= MICRO ? MICRO : 1;
        int digits = Math.max(0, (int) Math.ceil(Math.log10(unit / step) - 1e-9));
        return "+" + String.format(Locale.ROOT, "%." + digits + "f", (double) nanos / unit) + unitName(unit);
    }

    private static String unitName(long unit) {
        return unit == SECOND ? " s" : unit == MILLI ? " ms" : unit == MICRO ? " µs" : " ns";
    }

    /** An instant, time of day only, as exact as ticks at that distance need. */
    private static String timeOfDay(long epochNanos, double step, ZoneId zone) {
        if (step >= 24 * 3600 * (double) SECOND) {
            return DAY.withZone(zone).format(instant(epochNanos));
        }
        return CLOCK.withZone(zone).format(instant(epochNanos)) + (step < SECOND ? fraction(Math.floorMod(epochNanos, SECOND), step) : "");
    }

    /** An instant in UTC, day and time of day to the microsecond. */
    static String utcInFull(long epochNanos) {
        return DAY.withZone(ZoneOffset.UTC).format(instant(epochNanos)) + " " + timeOfDay(epochNanos, MICRO, ZoneOffset.UTC) + " UTC";
    }

    private static Instant instant(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, SECOND), Math.floorMod(epochNanos, SECOND));
    }

    private static String fraction(long nanosOfSecond, double step) {
        int digits = step >= MILLI ? 3 : step >= MICRO ? 6 : 9;
        return "." + "%09d".formatted(nanosOfSecond).substring(0, digits);
    }
}
