package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.novelty.SoFar;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.trust.RunSignals;
import dev.pathwarden.policies.trust.StepEnd;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** How one process of a run saw the run go, from the record: each decision and each end in the order of its ticket. For one walk through the decisions. */
final class RecordedSignals {

    private final RunSignals signals = new RunSignals();
    private final Deque<RecordedStep> ends = new ArrayDeque<>();

    /**
     * The signals before the first decision of a process.
     *
     * @param user on whose behalf the run acts; null where nobody said
     */
    RecordedSignals(String user, List<RecordedStep> process) {
        signals.actsFor(user);
        process.stream().filter(step -> step.outcome() != null).sorted(Comparator.comparingLong(step -> step.outcome().ticket())).forEach(ends::add);
    }

    /**
     * A step with what the guardrails of an engine read of the run before it, and of what is new in it. What they read when they decided it is on record, and nothing is added to that.
     *
     * @param before counts of the steps before it
     */
    Step seen(RecordedStep step, PolicyEngine engine, PathFacts before) {
        while (!ends.isEmpty() && ends.peek().outcome().ticket() < step.decision().ticket()) {
            RecordedStep ended = ends.poll();
            signals.end(ended.step(), null, StepEnd.of(ended.outcome()), signals.endKey(ended.step(), ended.status()));
        }
        if (step.decision().bundle().equals(engine.bundle().hash())) {
            return step.step();
        }
        SoFar path = signals.soFar(before.steps(), before.count(Operation.TOOL_CALL) + before.count(Operation.MCP_CALL));
        return engine.novelty().tell(signals.tell(step.step(), engine.asked(step.operation()).ofRun()), engine.ofNovelty(step.operation()), path);
    }

    /** Lets a step join that was decided. */
    void decided(RecordedStep step) {
        signals.join(step.step(), signals.callKey(step.step()));
        if (step.status() != Status.BLOCKED) {
            signals.letThrough(step.step());
        }
    }
}
