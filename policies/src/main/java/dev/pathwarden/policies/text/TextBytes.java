package dev.pathwarden.policies.text;

import java.nio.charset.StandardCharsets;

/** Finds the text in bytes of unknown kind. */
public final class TextBytes {

    private static final int MIN_RUN = 8;

    private TextBytes() {
    }

    /**
     * Text of the bytes, with every stretch that is no text replaced by one line break.
     *
     * <p>UTF-16 is known by its mark or by zeros in every other byte. Anything else is read byte by byte: what detectors look for is ASCII, which
     * every other common encoding keeps.
     */
    public static CharSequence of(byte[] bytes, int offset, int length) {
        int wide = wide(bytes, offset, length);
        if (wide >= 0) {
            return new String(bytes, offset, length, wide == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
        }
        String latin = new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        return isText(bytes, offset, length) ? latin : readableRuns(latin);
    }

    /** Whether no control character but white space is among the bytes and, where some are not ASCII, all are UTF-8. */
    public static boolean isText(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int i = offset; i < end; i++) {
            int b = bytes[i];
            if (b >= 0) {
                if (b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1B || b == 0x7F) {
                    return false;
                }
                continue;
            }
            int more = (b & 0xE0) == 0xC0 ? 1 : (b & 0xF0) == 0xE0 ? 2 : (b & 0xF8) == 0xF0 ? 3 : -1;
            if (more < 0) {
                return false;
            }
            for (int k = 1; k <= more && i + k < end; k++) {
                if ((bytes[i + k] & 0xC0) != 0x80) {
                    return false;
                }
            }
            i += more;
        }
        return true;
    }

    /** 0 for UTF-16 with the high byte first, 1 for the low byte first, -1 for no UTF-16. */
    public static int wide(byte[] bytes, int offset, int length) {
        if (length < 4) {
            return -1;
        }
        if (bytes[offset] == (byte) 0xFE && bytes[offset + 1] == (byte) 0xFF) {
            return 0;
        }
        if (bytes[offset] == (byte) 0xFF && bytes[offset + 1] == (byte) 0xFE) {
            return 1;
        }
        int looked = Math.min(length, 4096) & ~1;
        int[] zeros = new int[2];
        for (int i = 0; i < looked; i++) {
            zeros[i & 1] += bytes[offset + i] == 0 ? 1 : 0;
        }
        int half = looked / 2;
        if (zeros[0] > half * 4 / 10 && zeros[1] < half / 20 + 1) {
            return 0;
        }
        return zeros[1] > half * 4 / 10 && zeros[0] < half / 20 + 1 ? 1 : -1;
    }

    /** Longest stretch of printable ASCII. */
    public static int longestReadable(byte[] bytes, int offset, int length) {
        int longest = 0;
        int run = 0;
        for (int i = offset; i < offset + length; i++) {
            run = bytes[i] >= ' ' && bytes[i] < 0x7F ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static CharSequence readableRuns(String latin) {
        StringBuilder runs = new StringBuilder(Math.min(latin.length(), 4096));
        int from = 0;
        for (int i = 0; i <= latin.length(); i++) {
            char c = i < latin.length() ? latin.charAt(i) : 0;
            if (c >= ' ' && c < 0x7F || c == '\n' || c == '\r' || c == '\t') {
                continue;
            }
            if (i - from >= MIN_RUN) {
                runs.append(latin, from, i).append('\n');
            }
            from = i + 1;
        }
        return runs;
    }
}
