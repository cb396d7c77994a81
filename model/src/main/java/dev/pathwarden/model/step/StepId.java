package dev.pathwarden.model.step;

import java.util.Optional;

/**
 * Identifies a step within its run: a W3C span id, 8 bytes, written as 16 lower-case hex digits.
 *
 * @param value the 8 bytes, never 0
 */
public record StepId(long value) implements Comparable<StepId> {

    private static final int HEX_DIGITS = 16;

    public StepId {
        if (value == 0) {
            throw new IllegalArgumentException("a step id of all zeros is not valid in W3C trace context");
        }
    }

    /** Reads 16 hex digits; empty for anything else. */
    public static Optional<StepId> parse(String text) {
        if (text == null || text.length() != HEX_DIGITS || !RunId.isHex(text)) {
            return Optional.empty();
        }
        long value = Long.parseUnsignedLong(text, 16);
        return value == 0 ? Optional.empty() : Optional.of(new StepId(value));
    }

    @Override
    public int compareTo(StepId other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** 16 lower-case hex digits. */
    @Override
    public String toString() {
        return RunId.hex(value);
    }
}
