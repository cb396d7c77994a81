package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.gate.NumberedPoint;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What becomes of an action whose hook failed before it, so that no guardrail could be asked: it goes on, unless it happens in a run and an enforced guardrail for an operation of
 * that hook says {@code onFault: deny}.
 */
final class FaultRule implements IntPredicate {

    private final BitSet refusing = new BitSet();
    private final Recorder recorder;

    FaultRule(PolicyEngine engine, Recorder recorder, List<NumberedPoint> points) {
        this.recorder = recorder;
        Set<Operation> denied = EnumSet.noneOf(Operation.class);
        for (Guardrail guardrail : engine.bundle().guardrails()) {
            Mode mode = engine.forced() == null ? guardrail.mode() : engine.forced();
            if (guardrail.onFault() == OnFault.DENY && mode == Mode.ENFORCE) {
                denied.addAll(guardrail.operations());
            }
        }
        for (NumberedPoint point : points) {
            refusing.set(point.number(), point.operations().stream().anyMatch(denied::contains));
        }
    }

    @Override
    public boolean test(int point) {
        return refusing.get(point) && recorder.here() != null;
    }
}
