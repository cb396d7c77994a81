package dev.pathwarden.policies.lint;

/**
 * Something that can be taken out of a guardrail and leaves what it decides as it is.
 *
 * @param kind what it is
 * @param name its name; empty for a clause, which stands where its problem is
 */
public record Repair(Kind kind, String name) {

    /** What can be taken out. */
    public enum Kind {
        /** A key that says nothing beside this action. */
        OPTION,
        /** An exception that excepts nothing from now on. */
        EXCEPTION,
        /** One of several clauses that all have to hold, which always holds. */
        CLAUSE
    }

    static Repair option(String key) {
        return new Repair(Kind.OPTION, key);
    }

    static Repair exception(String name) {
        return new Repair(Kind.EXCEPTION, name);
    }

    static Repair clause() {
        return new Repair(Kind.CLAUSE, "");
    }
}
