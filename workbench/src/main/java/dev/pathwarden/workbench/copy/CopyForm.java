package dev.pathwarden.workbench.copy;

/** A form in which a step is put on the clipboard. */
public enum CopyForm {
    /** As {@code pathwarden find --json} writes it. */
    JSON("json"),
    /** A condition that finds steps of its operation and name. */
    FILTER("filter"),
    /** A guardrail that it hits. */
    DRAFT("draft"),
    /** A test of a guardrail. */
    TEST("test"),
    /** Its ids in the header of W3C trace context. */
    TRACE("trace");

    private final String id;

    CopyForm(String id) {
        this.id = id;
    }

    /** Name in ids and keys of texts. */
    public String id() {
        return id;
    }
}
