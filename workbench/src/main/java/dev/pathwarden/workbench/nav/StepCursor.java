package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import java.util.List;
import java.util.function.Predicate;

/** Walks the current run step by step in path order. */
public final class StepCursor {

    private final Selection selection;

    public StepCursor(Selection selection) {
        this.selection = selection;
    }

    /** Selects the step behind the current one, or the first where none is current; goes on at the first one behind the last. */
    public void next() {
        move(1, step -> true);
    }

    /** Selects the step before the current one, or the last where none is current; goes on at the last one before the first. */
    public void previous() {
        move(-1, step -> true);
    }

    /** Selects the next step that a guardrail stopped; goes on at the first one behind the last. */
    public void nextStopped() {
        move(1, step -> step.status() == Status.BLOCKED);
    }

    /** Selects the first step that a guardrail stopped, or the first step where none was; no effect where a step is selected. */
    public void begin() {
        if (selection.step() == null) {
            nextStopped();
        }
        if (selection.step() == null) {
            next();
        }
    }

    private void move(int direction, Predicate<RecordedStep> wanted) {
        RecordedRun run = selection.run();
        if (run == null || run.steps().isEmpty()) {
            return;
        }
        List<RecordedStep> steps = run.steps();
        int at = direction > 0 ? -1 : steps.size();
        for (int i = 0; i < steps.size() && selection.step() != null; i++) {
            if (steps.get(i).id().equals(selection.step())) {
                at = i;
                break;
            }
        }
        for (int i = 1; i <= steps.size(); i++) {
            RecordedStep step = steps.get(Math.floorMod(at + i * direction, steps.size()));
            if (wanted.test(step)) {
                selection.select(step.id());
                return;
            }
        }
    }
}
