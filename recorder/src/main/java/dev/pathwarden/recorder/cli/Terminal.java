package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.cli.text.Style;
import java.util.List;
import java.util.Map;

/**
 * What stands at the other end of the standard streams.
 *
 * @param in standard input is a terminal
 * @param out standard output is a terminal
 * @param err standard error is a terminal
 * @param colours the user has not asked for output without colours
 * @param columns width to print for
 */
record Terminal(boolean in, boolean out, boolean err, boolean colours, int columns) {

    /** Width for a pipe, and where the width of a terminal is not known. */
    static final int DEFAULT_COLUMNS = 100;

    private static final int NARROWEST = 60;
    private static final int WIDEST = 200;

    /** Pipes at every end. */
    static final Terminal NONE = new Terminal(false, false, false, false, DEFAULT_COLUMNS);

    /**
     * As the launcher script found it: it alone can ask which streams are terminals on every JDK.
     *
     * @param terminals names of the streams that are, such as {@code in,out}; null for none
     * @param columns width of the terminal; null or no number where it is not known
     */
    static Terminal of(String terminals, String columns, Map<String, String> environment) {
        List<String> names = terminals == null ? List.of() : List.of(terminals.split(","));
        boolean colours = environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
        return new Terminal(names.contains("in"), names.contains("out"), names.contains("err"), colours, width(names, columns));
    }

    private static int width(List<String> names, String columns) {
        if (!names.contains("out") || columns == null || !columns.matches("[0-9]{1,4}")) {
            return DEFAULT_COLUMNS;
        }
        return Math.min(WIDEST, Math.max(NARROWEST, Integer.parseInt(columns)));
    }

    /** Style for results. */
    Style outStyle() {
        return out && colours ? Style.COLOUR : Style.PLAIN;
    }
}
