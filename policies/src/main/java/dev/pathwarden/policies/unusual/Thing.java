package dev.pathwarden.policies.unusual;

import java.util.Objects;

/**
 * One thing that a step shows.
 *
 * @param kind what kind of thing
 * @param of what it is one of many of, such as the argument that the value is in; empty for a step
 * @param text what it is
 */
public record Thing(ThingKind kind, String of, String text) {

    /** Stands before the name of an argument. */
    static final String ARGUMENT = " › ";

    public Thing {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(of, "of");
        Objects.requireNonNull(text, "text");
    }

    /** Things of which a step has one or another. */
    record Choice(ThingKind kind, String of) {
    }

    Choice choice() {
        return new Choice(kind, of);
    }
}
