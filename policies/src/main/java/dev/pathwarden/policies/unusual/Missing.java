package dev.pathwarden.policies.unusual;

/**
 * A kind of step that nearly all other runs have and this one lacks.
 *
 * @param kind operation, with the tool, server or agent
 * @param runs how many of the others have it
 * @param of how many others there are
 */
public record Missing(String kind, int runs, int of) {

    /** In a sentence without its end. */
    public String sentence() {
        return kind + ": in " + (runs == of ? "all " + of : runs + " of the " + of) + " other runs, and not here";
    }
}
