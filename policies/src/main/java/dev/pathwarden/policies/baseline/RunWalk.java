package dev.pathwarden.policies.baseline;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunTotals;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.novelty.StepTraits;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.Volume;
import dev.pathwarden.policies.trust.TrustContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Goes through a recorded run in the order in which its steps were decided, and tells what each shows. What came with an import as its opinion of the run is not read: no attribute, no label, and the
 * status of no step that was not decided here.
 */
final class RunWalk {

    private static final String NO_AGENT = "";

    private final TrustContext looks = new TrustContext(1);
    private final Map<Volume, Long> volumes = new EnumMap<>(Volume.class);
    private final RunTotals totals = new RunTotals();
    private String toolBefore = "";

    RunWalk() {
        for (Volume volume : Volume.values()) {
            volumes.put(volume, 0L);
        }
    }

    /** Takes what a step shows. */
    interface Steps {
        /**
         * @param agent durable id; empty for none
         * @param traits what it shows
         * @param came what the run came to with this step
         */
        void step(RecordedStep step, String agent, Set<Trait> traits, Map<Volume, Long> came);
    }

    /** Goes through a run; returns what it came to. */
    static Map<Volume, Long> through(RecordedRun run, Steps taker) {
        RunWalk walk = new RunWalk();
        List<RecordedStep> steps = new ArrayList<>(run.steps());
        steps.sort(Comparator.comparingInt(RecordedStep::decidedAt));
        steps.forEach(step -> walk.step(step, taker));
        return walk.volumes;
    }

    /** Whether a guardrail stopped it. */
    static boolean stopped(RecordedStep step) {
        return step.decision() != null && step.status() == Status.BLOCKED;
    }

    /** The agent that a step is of; empty for none. */
    static String agentOf(Step step) {
        return step.agent() == null ? NO_AGENT : step.agent();
    }

    private void step(RecordedStep recorded, Steps taker) {
        Step step = whole(recorded.step());
        Set<Trait> traits = StepTraits.of(step, toolBefore);
        String tool = StepTraits.toolOf(step);
        toolBefore = tool == null ? toolBefore : tool;
        volumes.merge(Volume.STEPS, 1L, Long::sum);
        volumes.merge(Volume.CALLS, step.operation() == Operation.TOOL_CALL || step.operation() == Operation.MCP_CALL ? 1L : 0L, Long::sum);
        if (!stopped(recorded)) {
            totals.letThrough(step);
            recorded.ended().ifPresent(outcome -> totals.ended(step, null, Status.OK, outcome.facts()));
        }
        volumes.put(Volume.ROWS, totals.facts().get(Field.OUTCOME_ROWS_READ));
        volumes.put(Volume.BYTES, totals.facts().get(Field.OUTCOME_BYTES_OUT));
        taker.step(recorded, agentOf(step), traits, volumes);
    }

    /** With the hosts that its arguments name, which an imported step does not carry. */
    private Step whole(Step step) {
        return Field.TARGET_HOSTS.appliesTo(step.operation()) && step.facts().get(Field.TARGET_HOSTS) == null ? looks.inspect(step, null).plain() : step;
    }
}
