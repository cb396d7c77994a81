package dev.pathwarden.policies.unusual;

/** Kinds of things that a step shows. */
public enum ThingKind {
    /** Its operation, with the tool, server or agent. */
    STEP("step"),
    HOST("host"),
    EXECUTABLE("executable"),
    TABLE("table"),
    /** The directory of a file, numbers left out. */
    PATH("path"),
    MODEL("model"),
    /** A short value in an argument of a tool. */
    VALUE("value"),
    /** What a value in an argument of a tool looks like. */
    SHAPE("shape"),
    /** What it comes right behind. */
    ORDER("order");

    private final String text;

    ThingKind(String text) {
        this.text = text;
    }

    /** The word for it. */
    public String text() {
        return text;
    }

    /** Whether it tells what a step acts on: steps are ranked by that, and by what they are. */
    boolean isActedOn() {
        return switch (this) {
            case HOST, EXECUTABLE, TABLE, PATH, MODEL, VALUE -> true;
            case STEP, SHAPE, ORDER -> false;
        };
    }
}
