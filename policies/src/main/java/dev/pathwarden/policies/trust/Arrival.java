package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Step;

/** A step with what was found in its arguments and content, about to join the path. Made by {@link TrustContext#inspect}. */
public final class Arrival {

    private final Step step;
    private final Traces userWords;
    private final String fault;

    Arrival(Step step, Traces userWords, String fault) {
        this.step = step;
        this.userWords = userWords;
        this.fault = fault;
    }

    /** The step, without links to where its values came from. */
    public Step plain() {
        return step;
    }

    Traces userWords() {
        return userWords;
    }

    /** What went wrong while looking at the step, for people; null where nothing did. */
    public String fault() {
        return fault;
    }
}
