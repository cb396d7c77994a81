package dev.pathwarden.policies.guardrail;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Finds the place in the file of each character of a scalar.
 *
 * <p>Walks the scalar as it is written and as it is understood side by side. Indentation and folded line ends are skipped, quotes and
 * escapes stand for one character. Where the two cannot be matched, the last place that could is used.
 */
final class TextPlaces {

    private final String raw;
    private int at;
    private int line;
    private int column;

    private TextPlaces(String raw, int at, int line, int column) {
        this.raw = raw;
        this.at = at;
        this.line = line;
        this.column = column;
    }

    /**
     * The scalar's text with its places.
     *
     * @param chunk the text that was parsed
     * @param firstLine line of the chunk's first line in the file, from 1
     */
    static LocatedText of(ScalarNode node, String chunk, int firstLine) {
        Mark start = node.getStartMark().orElseThrow();
        TextPlaces places = new TextPlaces(chunk, chunk.offsetByCodePoints(0, start.getIndex()), firstLine + start.getLine(), start.getColumn() + 1);
        return places.align(node.getValue(), node.getScalarStyle());
    }

    private LocatedText align(String value, ScalarStyle style) {
        if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
            while (at < raw.length() && raw.charAt(at) != '\n') {
                step();
            }
            step();
        } else if (style != ScalarStyle.PLAIN) {
            step();
        }
        int[] lines = new int[value.length() + 1];
        int[] columns = new int[value.length() + 1];
        for (int i = 0; i < value.length(); i++) {
            char wanted = value.charAt(i);
            if (wanted == ' ' || wanted == '\n') {
                mark(lines, columns, i);
                blank(wanted, style);
            } else {
                skipTo(wanted, style);
                mark(lines, columns, i);
                consume(style, wanted);
            }
        }
        mark(lines, columns, value.length());
        return new LocatedText(value, lines, columns);
    }

    private void mark(int[] lines, int[] columns, int i) {
        lines[i] = line;
        columns[i] = column;
    }

    private void blank(char wanted, ScalarStyle style) {
        if (at >= raw.length()) {
            return;
        }
        if (style == ScalarStyle.DOUBLE_QUOTED && raw.charAt(at) == '\\') {
            consume(style, wanted);
        } else if (raw.charAt(at) == wanted) {
            step();
        } else if (Character.isWhitespace(raw.charAt(at))) {
            while (at < raw.length() && Character.isWhitespace(raw.charAt(at))) {
                step();
            }
        }
    }

    private void skipTo(char wanted, ScalarStyle style) {
        while (at < raw.length() && raw.charAt(at) != wanted && Character.isWhitespace(raw.charAt(at))) {
            step();
        }
        if (style == ScalarStyle.DOUBLE_QUOTED && at + 1 < raw.length() && raw.charAt(at) == '\\' && raw.charAt(at + 1) == '\n') {
            step();
            skipTo(wanted, style);
        }
    }

    private void consume(ScalarStyle style, char wanted) {
        if (at >= raw.length()) {
            return;
        }
        if (style == ScalarStyle.SINGLE_QUOTED && wanted == '\'') {
            step();
            step();
        } else if (style == ScalarStyle.DOUBLE_QUOTED && raw.charAt(at) == '\\' && at + 1 < raw.length()) {
            char kind = raw.charAt(at + 1);
            int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
            for (int i = 0; i < 2 + digits; i++) {
                step();
            }
        } else if (raw.charAt(at) == wanted) {
            step();
        }
    }

    private void step() {
        if (at >= raw.length()) {
            return;
        }
        char c = raw.charAt(at++);
        if (c == '\n') {
            line++;
            column = 1;
        } else if (!Character.isLowSurrogate(c)) {
            column++;
        }
    }
}
