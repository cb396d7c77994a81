package dev.pathwarden.policies.guardrail;

import java.util.Objects;

/** A text of a guardrail file that knows for each of its characters where that stands in the file, whatever style YAML wrote it in. */
public final class LocatedText {

    private final String text;
    private final int[] lines;
    private final int[] columns;

    /**
     * A text with the places of its characters.
     *
     * @param lines line of each character, from 1, and of the end behind the last
     * @param columns column of each character, from 1, and of the end behind the last
     */
    LocatedText(String text, int[] lines, int[] columns) {
        this.text = Objects.requireNonNull(text, "text");
        this.lines = lines;
        this.columns = columns;
    }

    /** A text that stands in no file: its lines and columns are its own. */
    public static LocatedText of(String text) {
        int[] lines = new int[text.length() + 1];
        int[] columns = new int[text.length() + 1];
        int line = 1;
        int column = 1;
        for (int i = 0; i <= text.length(); i++) {
            lines[i] = line;
            columns[i] = column++;
            if (i < text.length() && text.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return new LocatedText(text, lines, columns);
    }

    /** The text as YAML understands it. */
    public String text() {
        return text;
    }

    /** Line in the file of the character at that offset, from 1. */
    public int line(int offset) {
        return lines[Math.max(0, Math.min(offset, text.length()))];
    }

    /** Column in the file of the character at that offset, from 1. */
    public int column(int offset) {
        return columns[Math.max(0, Math.min(offset, text.length()))];
    }

    @Override
    public String toString() {
        return text;
    }
}
