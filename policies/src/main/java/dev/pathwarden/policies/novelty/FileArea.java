package dev.pathwarden.policies.novelty;

/**
 * The directory of a file as a pattern: names in it that hold a number become {@code *}, and below {@link #MOST_NAMES} names all is one.
 *
 * <p>{@code /srv/reports/2026-11/a.csv} is in an area of {@code /srv/reports}, {@code *} for the month, and {@code *} for its files. What a path comes to depends on no other path, so that what two recordings show can be put together.
 */
final class FileArea {

    /** How many names of directories are told apart. */
    static final int MOST_NAMES = 5;

    /** Stands for a name with a number in it. */
    static final String ANY = "*";

    private static final String FILES = "/*";
    private static final String DEEPER = "/**";
    private static final int NUMBER_DIGITS = 3;
    private static final int MAX_NAME = 22;

    private FileArea() {
    }

    /** The area that a path lies in. */
    static String of(String path) {
        StringBuilder area = new StringBuilder();
        int last = path.lastIndexOf('/');
        int names = 0;
        for (int from = 0; from < last; ) {
            int to = Math.min(end(path, from), last);
            if (to > from) {
                if (names++ == MOST_NAMES) {
                    return area.append(DEEPER).toString();
                }
                area.append('/').append(isAny(path, from, to) ? ANY : path.substring(from, to));
            }
            from = to + 1;
        }
        return area.append(FILES).toString();
    }

    /** Where a name that begins there ends. */
    static int end(String path, int from) {
        int end = path.indexOf('/', from);
        return end < 0 ? path.length() : end;
    }

    /** Whether a name is one of many: it holds a number, or is longer than names that somebody chose. */
    static boolean isAny(String path, int from, int to) {
        int digits = 0;
        for (int i = from; i < to; i++) {
            digits += path.charAt(i) >= '0' && path.charAt(i) <= '9' ? 1 : 0;
        }
        return digits >= NUMBER_DIGITS || to - from > MAX_NAME;
    }
}
