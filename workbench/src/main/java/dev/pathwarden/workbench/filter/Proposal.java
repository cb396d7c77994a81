package dev.pathwarden.workbench.filter;

/**
 * Something that fits where the caret is.
 *
 * @param text what it is called
 * @param insert what is put into the filter
 * @param from offset of what it takes the place of
 * @param to offset behind that
 * @param description what it is, for people
 */
record Proposal(String text, String insert, int from, int to, String description) {

    /** The filter with it. */
    String in(String filter) {
        return filter.substring(0, from) + insert + filter.substring(to);
    }

    /** Where the caret stands then. */
    int caret() {
        return from + insert.length();
    }
}
