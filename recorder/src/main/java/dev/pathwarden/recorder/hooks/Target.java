package dev.pathwarden.recorder.hooks;

import java.util.Objects;

/**
 * Which classes a point hooks.
 *
 * @param className name of the class, or of the type that hooked classes implement or extend
 * @param kind how classes are chosen
 * @param nameContains part of the names of classes of kind {@link Kind#SUBTYPES}; other classes are not even looked at, which keeps class loading fast
 */
public record Target(String className, Kind kind, String nameContains) {

    /** How classes are chosen. */
    public enum Kind {
        /** The class of the JDK, loaded at start. */
        PRELOADED,
        /** The class, when the program loads it. */
        WHEN_LOADED,
        /** Classes that implement or extend it, when the program loads them; lambdas and other hidden classes are not found. */
        SUBTYPES
    }

    public Target {
        Objects.requireNonNull(className, "className");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(nameContains, "nameContains");
    }

    /** The JDK class of that name, loaded at start. */
    public static Target preloaded(String className) {
        return new Target(className, Kind.PRELOADED, "");
    }

    /** The class of that name, in whatever loader, once the program loads it. */
    public static Target named(String className) {
        return new Target(className, Kind.WHEN_LOADED, "");
    }

    /**
     * Classes outside of the JDK that implement or extend the type and have the text in their fully qualified name, once the program
     * loads them.
     */
    public static Target subtypesOf(String typeName, String nameContains) {
        if (nameContains.isEmpty()) {
            throw new IllegalArgumentException("a part of the class names is needed: without one every class of the program would be examined");
        }
        return new Target(typeName, Kind.SUBTYPES, nameContains);
    }
}
