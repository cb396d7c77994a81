package dev.pathwarden.policies.draft;

/** How a clause keeps what the steps had. */
public enum Keep {
    /** The value itself, or one of those that the steps had. */
    SAME,
    /** Of a path the directory, of a long name its beginning. */
    BEGINNING,
    /** Of a host the domain. */
    ENDING,
    /** A list that holds one of the values. */
    HOLDS,
    /** A list with a label of a family, such as {@code pii.}. */
    FAMILY,
    /** An argument that carries what came from a source with the label, by copy or token match. */
    CARRIES,
    /** True. */
    TRUE,
    /** False. */
    FALSE,
    /** A value in the arguments came from a step of which something is asked. */
    FLOW
}
