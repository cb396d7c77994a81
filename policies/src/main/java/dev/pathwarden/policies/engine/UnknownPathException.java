package dev.pathwarden.policies.engine;

/** A guardrail asks for what is not known of a step because of a fault that is told of already. */
final class UnknownPathException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnknownPathException(String fault) {
        super(fault, null, false, false);
    }
}
