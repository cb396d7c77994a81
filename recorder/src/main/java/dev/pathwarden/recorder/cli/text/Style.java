package dev.pathwarden.recorder.cli.text;

/** Colours for a terminal, or none for a pipe. */
public enum Style {
    /** Nothing but the text. */
    PLAIN,
    /** ANSI colours. */
    COLOUR;

    /** Something stopped or failed. */
    public String bad(String text) {
        return in("31;1", text);
    }

    /** Something to look at. */
    public String warning(String text) {
        return in("33", text);
    }

    /** Something that went well. */
    public String good(String text) {
        return in("32", text);
    }

    /** A heading. */
    public String strong(String text) {
        return in("1", text);
    }

    /** Something of lesser weight. */
    public String faint(String text) {
        return in("2", text);
    }

    private String in(String code, String text) {
        return this == PLAIN || text.isBlank() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
