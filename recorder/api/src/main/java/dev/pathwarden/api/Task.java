package dev.pathwarden.api;

/**
 * What a marked run, tool or model call does.
 *
 * @param <T> its result
 * @param <E> what it may throw; for a lambda that throws nothing checked the compiler takes {@link RuntimeException}
 */
@FunctionalInterface
public interface Task<T, E extends Exception> {

    /** Does it. */
    T call() throws E;
}
