package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.search.SearchResult;
import dev.pathwarden.policies.search.StepQuery;
import dev.pathwarden.policies.search.StepSearch;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** An option that takes a condition on recorded steps, written as those of guardrails, and words in double quotes that stand in them. */
final class ConditionOption {

    private ConditionOption() {
    }

    /**
     * The search for what it says.
     *
     * @param option the option that it was given to, for messages
     * @throws CommandException if something is wrong with it; the message says what and where
     */
    static StepSearch search(String option, String text) {
        StepQuery.Read query = StepQuery.read(option, text);
        if (!query.problems().isEmpty()) {
            Problem first = query.problems().get(0);
            String place = text.indexOf('\n') < 0 ? "character " + first.column() : "line " + first.line() + ", character " + first.column();
            throw new CommandException(ExitCode.USAGE, "What " + option + " says cannot be used, at " + place + ": " + first.message());
        }
        return query.search();
    }

    /** Why the condition could not be evaluated on most of the steps where it could not, in a sentence; empty where it could on all. */
    static Optional<String> notEvaluated(SearchResult result) {
        return result.notEvaluated().entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(most -> "On " + RecordingReport.count(most.getValue(), "step") + " the condition could not be evaluated: " + most.getKey() + ".");
    }
}
