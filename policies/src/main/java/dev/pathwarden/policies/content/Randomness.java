package dev.pathwarden.policies.content;

/**
 * Tells bytes that are spread evenly, as ciphertext is, from all others.
 *
 * <p>Pearson's chi-square over the 256 byte values (Knuth, The Art of Computer Programming, volume 2, 3.3.1): for uniform bytes the statistic
 * has mean 255 and standard deviation sqrt(2 * 255) = 22.6 whatever their number, so one threshold serves every size. English text of 64 bytes
 * comes to about 1,200. The same test over the differences of neighbours tells counters and ramps apart, which are spread evenly too.
 * On long content every stretch of {@link #WINDOW} bytes must pass as well, so that a readable header does not hide in much ciphertext.
 */
final class Randomness {

    /** Fewest bytes that can be called evenly spread. */
    static final int MIN = 64;

    /** Fewest bytes that can be called unevenly spread. */
    static final int MIN_UNEVEN = 32;

    private static final int WINDOW = 512;
    private static final double MEAN = 255;
    private static final double DEVIATION = Math.sqrt(2 * MEAN);
    /** One piece of ciphertext in some ten million lies outside. */
    private static final double WHOLE_LIMIT = 6 * DEVIATION;
    /** Wider, because a megabyte has two thousand windows. */
    private static final double WINDOW_LIMIT = 10 * DEVIATION;

    private Randomness() {
    }

    /** True for evenly spread bytes, false for others, null where there are too few to tell. */
    static Boolean even(byte[] bytes, int offset, int length) {
        if (length < MIN_UNEVEN) {
            return null;
        }
        double values = chiSquare(bytes, offset, length, false);
        double differences = chiSquare(bytes, offset, length, true);
        if (values > MEAN + WHOLE_LIMIT || differences > MEAN + WHOLE_LIMIT) {
            return false;
        }
        if (length < MIN) {
            return null;
        }
        if (length >= 256 && (values < MEAN - WHOLE_LIMIT || differences < MEAN - WHOLE_LIMIT)) {
            return false;
        }
        return windowsEven(bytes, offset, length);
    }

    private static boolean windowsEven(byte[] bytes, int offset, int length) {
        for (int from = 0; from + WINDOW <= length; from += WINDOW) {
            if (chiSquare(bytes, offset + from, WINDOW, false) > MEAN + WINDOW_LIMIT) {
                return false;
            }
        }
        return true;
    }

    private static double chiSquare(byte[] bytes, int offset, int length, boolean differences) {
        int[] counts = new int[256];
        int previous = 0;
        for (int i = offset; i < offset + length; i++) {
            int value = bytes[i] & 0xFF;
            counts[(differences ? value - previous : value) & 0xFF]++;
            previous = value;
        }
        double squares = 0;
        for (int count : counts) {
            squares += (double) count * count;
        }
        return squares * 256 / length - length;
    }
}
