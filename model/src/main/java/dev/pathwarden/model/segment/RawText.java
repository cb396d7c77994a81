package dev.pathwarden.model.segment;

/**
 * Finds out whether bytes of a column can hold a text, without making texts of them: a quick look before a slow one.
 *
 * <p>It says yes too often and never no where {@link dev.pathwarden.model.search.StepText} would find the text: of the text it takes the longest part whose letters no other letters are like, but ASCII's own in upper and
 * lower case. A column of a few megabytes takes a few milliseconds.
 */
final class RawText {

    private static final int ASCII = 128;

    private final byte[] part;

    RawText(String text) {
        String longest = "";
        StringBuilder now = new StringBuilder();
        for (int i = 0; i <= text.length(); i++) {
            char c = i == text.length() ? ASCII : text.charAt(i);
            if (c < ASCII && isLikeItsOwnOnly(c)) {
                now.append((char) folded(c));
            } else {
                longest = now.length() > longest.length() ? now.toString() : longest;
                now.setLength(0);
            }
        }
        part = new byte[longest.length()];
        for (int i = 0; i < part.length; i++) {
            part[i] = (byte) longest.charAt(i);
        }
    }

    /** The Kelvin sign is a k, and a capital I with a dot is an i. */
    private static boolean isLikeItsOwnOnly(char c) {
        return (c | 0x20) != 'k' && (c | 0x20) != 'i';
    }

    private static int folded(int c) {
        return c >= 'A' && c <= 'Z' ? c | 0x20 : c;
    }

    /** Whether the text can be there: in UTF-8, or in UTF-16 with the lower byte first. */
    boolean canBeIn(byte[] bytes) {
        if (part.length == 0) {
            return true;
        }
        int first = part[0];
        for (int i = 0; i <= bytes.length - part.length; i++) {
            if (folded(bytes[i]) == first && (isAt(bytes, i, 1) || isAt(bytes, i, 2))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] bytes, int at, int width) {
        if (at + (part.length - 1) * width >= bytes.length) {
            return false;
        }
        for (int i = 1; i < part.length; i++) {
            if (folded(bytes[at + i * width]) != part[i] || width == 2 && bytes[at + i * width - 1] != 0) {
                return false;
            }
        }
        return true;
    }
}
