package dev.pathwarden.policies.statistics;

import java.util.Locale;

/**
 * A share of a whole, with what it says of the whole's own population.
 *
 * @param part how many of the whole
 * @param whole at least one
 */
public record Proportion(long part, long whole) {

    /** Quantile of the normal distribution for 95 % on both sides. */
    private static final double Z = 1.959964;

    public Proportion {
        if (whole < 1 || part < 0 || part > whole) {
            throw new IllegalArgumentException("part=" + part + ", whole=" + whole);
        }
    }

    /** The share, from 0 to 1. */
    public double share() {
        return (double) part / whole;
    }

    /** Lower end of the interval of 95 % confidence, after Wilson (1927). */
    public double least() {
        return Math.max(0, centre() - reach());
    }

    /** Upper end of that interval. */
    public double most() {
        return Math.min(1, centre() + reach());
    }

    private double centre() {
        return (share() + Z * Z / (2.0 * whole)) / (1 + Z * Z / whole);
    }

    private double reach() {
        return Z / (1 + Z * Z / whole) * Math.sqrt(share() * (1 - share()) / whole + Z * Z / (4.0 * whole * whole));
    }

    /** Such as {@code 42, 95.5 % (85-99)}. */
    public String text() {
        return String.format(Locale.ROOT, "%d, %.1f %% (%.0f-%.0f)", part, 100 * share(), 100 * least(), 100 * most());
    }
}
