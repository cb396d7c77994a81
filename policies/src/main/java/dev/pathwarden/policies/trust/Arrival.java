package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Step;

/** A step with what was found in its arguments and content, about to join the path. Made by {@link TrustContext#inspect}. */
public final class Arrival {

    private final Step step;
    private final Traces userWords;
    private final Said said;
    private final String fault;

    Arrival(Step step, Traces userWords, Said said, String fault) {
        this.step = step;
        this.userWords = userWords;
        this.said = said;
        this.fault = fault;
    }

    /** The step, without links to where its values came from. */
    public Step plain() {
        return step;
    }

    Traces userWords() {
        return userWords;
    }

    Said said() {
        return said;
    }

    /** What went wrong while looking at the step, for people; null where nothing did. */
    public String fault() {
        return fault;
    }
}
