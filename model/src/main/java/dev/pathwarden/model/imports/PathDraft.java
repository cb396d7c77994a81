package dev.pathwarden.model.imports;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the steps of a run whose source has an order and nothing else: no clock, no decisions. For one use. */
final class PathDraft {

    private static final class Draft {
        private final Step step;
        private final int decidedAt;
        private Outcome outcome;
        private int endedAt = -1;

        Draft(Step step, int decidedAt) {
            this.step = step;
            this.decidedAt = decidedAt;
        }
    }

    private final Map<StepId, Draft> drafts = new LinkedHashMap<>();
    private int place;

    /** Adds a step; its parent must have been added. */
    void decided(Step step) {
        drafts.put(step.id(), new Draft(step, place++));
    }

    void ended(StepId step, Status status, String error, Object result, Facts facts) {
        Draft draft = drafts.get(step);
        draft.endedAt = place++;
        draft.outcome = new Outcome(draft.endedAt + 1L, null, status, error, result, facts, Set.of());
    }

    /** The steps in the order they were added. */
    List<RecordedStep> steps() {
        List<RecordedStep> steps = new ArrayList<>(drafts.size());
        drafts.values().forEach(draft -> steps.add(new RecordedStep(draft.step, null, draft.outcome, draft.decidedAt, draft.endedAt)));
        return steps;
    }
}
