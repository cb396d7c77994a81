package dev.pathwarden.policies.engine;

/** A condition or a part of one, ready to run. Holds no state, so threads can share it. */
@FunctionalInterface
interface Closure {

    /** The value, or a {@link Fault}. */
    Object value(Frame frame);
}
