package dev.pathwarden.model.step;

import java.util.Optional;

/**
 * Identifies a run: a W3C trace id, 16 bytes, written as 32 lower-case hex digits.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes; high and low are never both 0
 */
public record RunId(long high, long low) implements Comparable<RunId> {

    private static final int HEX_DIGITS = 32;

    public RunId {
        if (high == 0 && low == 0) {
            throw new IllegalArgumentException("a run id of all zeros is not valid in W3C trace context");
        }
    }

    /** Reads 32 hex digits; empty for anything else. */
    public static Optional<RunId> parse(String text) {
        if (text == null || text.length() != HEX_DIGITS || !isHex(text)) {
            return Optional.empty();
        }
        long high = Long.parseUnsignedLong(text, 0, 16, 16);
        long low = Long.parseUnsignedLong(text, 16, 32, 16);
        return high == 0 && low == 0 ? Optional.empty() : Optional.of(new RunId(high, low));
    }

    static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    static String hex(long value) {
        char[] digits = new char[16];
        for (int i = 15; i >= 0; i--) {
            digits[i] = Character.forDigit((int) (value & 0xF), 16);
            value >>>= 4;
        }
        return new String(digits);
    }

    @Override
    public int compareTo(RunId other) {
        int first = Long.compareUnsigned(high, other.high);
        return first != 0 ? first : Long.compareUnsigned(low, other.low);
    }

    /** 32 lower-case hex digits. */
    @Override
    public String toString() {
        return hex(high) + hex(low);
    }
}
