package dev.pathwarden.workbench.cause;

import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.RecordedStep;
import java.util.Comparator;
import java.util.List;

/**
 * A step that led to the one that is looked at.
 *
 * @param rank place among the causes, from 1
 * @param step the step
 * @param place its place in its run, from 0
 * @param certainty how sure that is: the word of {@link dev.pathwarden.policies.cause.Cause}
 * @param words the words that flowed, each once
 */
public record ShownCause(int rank, RecordedStep step, int place, String certainty, List<String> words) {
    public ShownCause {
        words = List.copyOf(words);
    }

    /** Whether something was seen to flow from it: words, or a value that was recorded to. */
    public boolean flowed() {
        return !words.isEmpty() || certainty.equals(LinkKind.COPIED.text()) || certainty.equals(LinkKind.TOKEN_MATCH.text());
    }

    /** The longest of the words, which says most; empty where none are known. */
    public String longestWords() {
        return words.stream().max(Comparator.comparingInt(String::length)).orElse("");
    }
}
