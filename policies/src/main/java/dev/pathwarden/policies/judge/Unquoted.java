package dev.pathwarden.policies.judge;

/** A condition with blanks in the place of its quoted texts and comments, so that what looks like an operator in them is none. */
final class Unquoted {

    private Unquoted() {
    }

    /** As long as the text, with everything else in its place. */
    static String of(String text) {
        StringBuilder bare = new StringBuilder(text);
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int end = c == '"' || c == '\'' ? endOfText(text, i) : text.startsWith("//", i) ? endOfLine(text, i) : i + 1;
            for (int blank = i; end > i + 1 && blank < end; blank++) {
                bare.setCharAt(blank, ' ');
            }
            i = end;
        }
        return bare.toString();
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private static int endOfText(String text, int start) {
        boolean raw = start > 0 && (text.charAt(start - 1) == 'r' || text.charAt(start - 1) == 'R');
        String quote = String.valueOf(text.charAt(start));
        String end = text.startsWith(quote.repeat(3), start) ? quote.repeat(3) : quote;
        int i = start + end.length();
        while (i < text.length()) {
            if (!raw && text.charAt(i) == '\\') {
                i += 2;
            } else if (text.startsWith(end, i)) {
                return i + end.length();
            } else {
                i++;
            }
        }
        return text.length();
    }
}
