package dev.pathwarden.policies.judge;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a guardrail would do to judged steps with another number or time in the place of a threshold.
 *
 * @param threshold the threshold
 * @param points from the least number to the greatest: between two of them, some judged step comes to something else
 * @param whole whether all numbers were tried that matter; otherwise there were too many of them
 */
public record TradeOff(Threshold threshold, List<Point> points, boolean whole) {

    private static final int MOST_TRIED = 300;
    /** Whole numbers are tried up to 4 to this power, so that bytes and nanoseconds are among them. */
    private static final int LARGEST_POWER = 25;
    /** Seconds and thousandths are tried up to 4 to this power: 194 days of seconds, and 4 hours of thousandths. */
    private static final int LONGEST_POWER = 12;
    private static final int POWERS_OF_TWO = 12;
    /** Numbers that are not whole are told apart to as many digits. */
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_UP);

    public TradeOff {
        Objects.requireNonNull(threshold, "threshold");
        points = List.copyOf(points);
    }

    /**
     * Numbers, or times in the unit of the threshold, for which every judged step comes to the same.
     *
     * @param least the least that was tried
     * @param most the greatest that was tried
     * @param figures what comes of them
     * @param present whether the number that is written now is among them
     */
    public record Point(BigDecimal least, BigDecimal most, Figures figures, boolean present) {
    }

    /**
     * Tries numbers: 0, the powers of 4, the number as it is, and between any two that come to something else, the middle. That finds every number that matters where a step that is stopped for one number and not for
     * another changes once between them, as comparisons do that stand outside of operators over earlier steps.
     *
     * @param between is called before each number is tried; what it throws ends the work
     */
    public static TradeOff of(Judge judge, WrittenGuardrail written, Threshold threshold, Runnable between) {
        Sweep sweep = new Sweep(judge, written, threshold, between);
        List<BigDecimal> grid = grid(threshold);
        grid.forEach(sweep::at);
        for (int i = 1; i < grid.size(); i++) {
            sweep.split(grid.get(i - 1), grid.get(i));
        }
        return new TradeOff(threshold, sweep.points(), sweep.tried.size() < MOST_TRIED);
    }

    private static List<BigDecimal> grid(Threshold threshold) {
        TreeMap<BigDecimal, Boolean> grid = new TreeMap<>();
        grid.put(BigDecimal.ZERO, true);
        grid.put(threshold.value(), true);
        if (threshold.isWhole()) {
            for (int power = 0; power <= (threshold.isTime() ? LONGEST_POWER : LARGEST_POWER); power++) {
                grid.put(BigDecimal.valueOf(4).pow(power), true);
            }
        } else {
            for (int power = -POWERS_OF_TWO; power <= POWERS_OF_TWO; power++) {
                grid.put(threshold.value().multiply(BigDecimal.valueOf(Math.pow(2, power)), DIGITS), true);
            }
        }
        return List.copyOf(grid.keySet());
    }

    private static final class Sweep {

        private final Judge judge;
        private final WrittenGuardrail written;
        private final Threshold threshold;
        private final Runnable between;
        private final TreeMap<BigDecimal, Optional<Stopped>> tried = new TreeMap<>();

        private Sweep(Judge judge, WrittenGuardrail written, Threshold threshold, Runnable between) {
            this.judge = judge;
            this.written = written;
            this.threshold = threshold;
            this.between = between;
        }

        /** What comes of that number; empty where the guardrail does not compile with it. */
        private Optional<Stopped> at(BigDecimal number) {
            Optional<Stopped> known = tried.get(number);
            if (known == null) {
                between.run();
                boolean present = number.compareTo(threshold.value()) == 0;
                known = (present ? Optional.of(written) : written.with(threshold.text(written, threshold.written(number)))).map(with -> judge.stopped(with.alone()));
                tried.put(number, known);
            }
            return known;
        }

        private void split(BigDecimal least, BigDecimal most) {
            if (tried.size() >= MOST_TRIED || at(least).equals(at(most))) {
                return;
            }
            BigDecimal middle = least.add(most).divide(BigDecimal.valueOf(2));
            middle = threshold.isWhole() ? middle.setScale(0, RoundingMode.FLOOR) : middle.round(DIGITS);
            if (middle.compareTo(least) > 0 && middle.compareTo(most) < 0) {
                split(least, middle);
                split(middle, most);
            }
        }

        private List<Point> points() {
            List<Point> points = new ArrayList<>();
            BigDecimal least = null;
            BigDecimal most = null;
            Stopped same = null;
            for (Map.Entry<BigDecimal, Optional<Stopped>> each : tried.entrySet()) {
                Stopped stopped = each.getValue().orElse(null);
                if (stopped == null) {
                    continue;
                }
                if (same != null && !same.equals(stopped)) {
                    points.add(point(least, most, same));
                }
                least = same == null || !same.equals(stopped) ? each.getKey() : least;
                most = each.getKey();
                same = stopped;
            }
            points.add(point(least, most, same));
            return points;
        }

        private Point point(BigDecimal least, BigDecimal most, Stopped stopped) {
            return new Point(least, most, stopped.figures(), threshold.value().compareTo(least) >= 0 && threshold.value().compareTo(most) <= 0);
        }
    }
}
