package dev.pathwarden.workbench.timeline;

/**
 * The stretch of the timeline that is in view, in units of the timeline, and its mapping to pixels.
 *
 * @param from left border
 * @param to right border, behind from
 * @param end end of the whole timeline, which begins at 0
 */
public record TimeWindow(double from, double to, double end) {

    /** A little air, so that the first and the last bar do not touch the border. */
    private static final double AIR = 0.02;
    private static final double SMALLEST = 1e-9;
    private static final double NARROWEST = 4;

    /** The window that shows all. */
    static TimeWindow all(long end) {
        return new TimeWindow(-AIR * end, end * (1 + AIR), end);
    }

    double length() {
        return to - from;
    }

    double toPixel(double position, double width) {
        return (position - from) / length() * width;
    }

    double toPosition(double pixel, double width) {
        return from + pixel / width * length();
    }

    /** Shows more (factor above 1) or less around a position, which stays where it is. */
    TimeWindow zoom(double factor, double around) {
        double longest = end * (1 + 2 * AIR);
        double wanted = Math.clamp(length() * factor, Math.min(longest, Math.max(NARROWEST, end * SMALLEST)), longest);
        double part = Math.clamp((around - from) / length(), 0, 1);
        return new TimeWindow(around - part * wanted, around + (1 - part) * wanted, end).within();
    }

    /** Moves by a part of the window's length; positive moves to later steps. */
    TimeWindow pan(double part) {
        double by = part * length();
        return new TimeWindow(from + by, to + by, end).within();
    }

    /** Shows the stretch between two positions, in any order, with the air around it that is asked for. */
    TimeWindow show(double one, double other, double air) {
        double middle = (one + other) / 2;
        double wanted = Math.max(Math.abs(one - other) * (1 + 2 * air), Math.min(end, NARROWEST));
        return new TimeWindow(middle - wanted / 2, middle + wanted / 2, end).within();
    }

    /** Moves as little as needed for the stretch to be in view; its begin, where it is longer than the window. */
    TimeWindow reveal(double begin, double finish) {
        double margin = length() * AIR;
        if (finish + margin <= to && begin - margin >= from || begin < from && finish > to) {
            return this;
        }
        double by = begin - margin < from || finish - begin > length() ? begin - margin - from : finish + margin - to;
        return new TimeWindow(from + by, to + by, end).within();
    }

    /** The same stretch of a timeline that ends later now; all of it where all of it was shown. */
    TimeWindow grow(long later) {
        return from <= 0 && to >= end ? all(later) : new TimeWindow(from, to, later).within();
    }

    private TimeWindow within() {
        double low = -AIR * end;
        double high = end * (1 + AIR);
        if (length() >= high - low) {
            return new TimeWindow(low, high, end);
        }
        double by = from < low ? low - from : to > high ? high - to : 0;
        return new TimeWindow(from + by, to + by, end);
    }
}
