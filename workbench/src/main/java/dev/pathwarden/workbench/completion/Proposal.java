package dev.pathwarden.workbench.completion;

/**
 * Something that fits where the caret is.
 *
 * @param text what it is called
 * @param insert what is put in
 * @param from offset of what it takes the place of
 * @param to offset behind that
 * @param description what it is, for people
 */
public record Proposal(String text, String insert, int from, int to, String description) {

    /** The text with it. */
    public String in(String typed) {
        return typed.substring(0, from) + insert + typed.substring(to);
    }

    /** Where the caret stands then. */
    public int caret() {
        return from + insert.length();
    }

    /** The same in a text in which it stands so much further on. */
    public Proposal moved(int by) {
        return new Proposal(text, insert, from + by, to + by, description);
    }
}
