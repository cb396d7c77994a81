package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;

/** Counts over a run's steps, by operation, from which the coverage of each guardrail follows without going through the steps again. For one thread while it counts. */
final class StepCounts {

    private static final int OPERATIONS = Operation.values().length;
    private static final int FIELDS = Field.values().length;

    private final int[] steps = new int[OPERATIONS];
    private final int[] judged = new int[OPERATIONS];
    /** Per operation of which there are steps, how many of them carry each field. */
    private final int[][] carrying = new int[OPERATIONS][];

    void add(Step step, boolean isJudged) {
        int operation = step.operation().ordinal();
        steps[operation]++;
        judged[operation] += isJudged ? 1 : 0;
        if (step.facts().size() > 0) {
            int[] here = carrying[operation] == null ? new int[FIELDS] : carrying[operation];
            carrying[operation] = here;
            step.facts().forEach((field, value) -> here[field.ordinal()]++);
        }
    }

    /** Number of steps of the operation. */
    int steps(Operation operation) {
        return steps[operation.ordinal()];
    }

    /** Number of those that could be judged. */
    int judged(Operation operation) {
        return judged[operation.ordinal()];
    }

    /** Number of steps of the operation that do not carry the field. */
    int without(Operation operation, Field field) {
        int[] here = carrying[operation.ordinal()];
        return steps[operation.ordinal()] - (here == null ? 0 : here[field.ordinal()]);
    }
}
