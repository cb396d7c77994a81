package dev.pathwarden.policies.cause;

import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Objects;

/**
 * A step that led to the one asked about.
 *
 * @param rank place among the causes, from 1
 * @param step the step
 * @param certainty how sure the tie is: {@code copied}, {@code token-match}, {@code causal} or {@code order-only}
 * @param spans the words that flowed, where they were seen
 */
public record Cause(int rank, StepId step, String certainty, List<Span> spans) {
    public Cause {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(certainty, "certainty");
        spans = List.copyOf(spans);
    }

    /**
     * Words that flowed.
     *
     * @param text the words, as they stand in the target's arguments
     * @param from offset of their first character in the cause's result, written as text
     * @param to offset behind their last character
     */
    public record Span(String text, int from, int to) {
    }
}
