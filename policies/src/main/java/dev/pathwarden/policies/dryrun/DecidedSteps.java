package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gives steps that nothing was decided on, as imports have them, the decision that a recorder without guardrails would have left: with the labels that were on the path by then. */
final class DecidedSteps {

    private record Event(int at, int step, boolean end) {
    }

    private DecidedSteps() {
    }

    /** The steps in their order; those that were decided are as they were. */
    static List<RecordedStep> of(List<RecordedStep> steps) {
        if (steps.stream().allMatch(step -> step.decision() != null)) {
            return steps;
        }
        List<Event> events = new ArrayList<>(2 * steps.size());
        for (int i = 0; i < steps.size(); i++) {
            events.add(new Event(steps.get(i).decidedAt(), i, false));
            if (steps.get(i).outcome() != null && steps.get(i).endedAt() >= 0) {
                events.add(new Event(steps.get(i).endedAt(), i, true));
            }
        }
        events.sort(Comparator.comparingInt(Event::at));
        List<RecordedStep> decided = new ArrayList<>(steps);
        Set<String> labels = new TreeSet<>();
        for (Event event : events) {
            RecordedStep step = steps.get(event.step());
            if (event.end()) {
                labels.addAll(step.outcome().labels());
            } else {
                labels.addAll(step.step().labels());
                decided.set(event.step(), step.decision() != null ? step : decided(step, labels));
            }
        }
        return decided;
    }

    private static RecordedStep decided(RecordedStep step, Set<String> labels) {
        Decision decision = new Decision(step.decidedAt(), step.step().startNanos(), "", null, labels, List.of(), List.of());
        Outcome outcome = step.outcome();
        Outcome placed = outcome == null || step.endedAt() < 0 ? outcome
                : new Outcome(step.endedAt(), outcome.durationNanos(), outcome.status(), outcome.error(), outcome.result(), outcome.facts(), outcome.labels());
        return new RecordedStep(step.step(), decision, step.hold(), placed, step.decidedAt(), step.endedAt());
    }
}
