package dev.pathwarden.recorder.agent;

import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.gate.NumberedPoint;
import java.util.List;
import java.util.function.IntPredicate;

/** What becomes of an action whose hook failed before it, so that no guardrail could be asked: see {@link Recorder#deniesOnFault} with the operations of the steps that the hook makes there. */
final class FaultRule implements IntPredicate {

    private final Recorder recorder;
    private final List<NumberedPoint> points;

    FaultRule(Recorder recorder, List<NumberedPoint> points) {
        this.recorder = recorder;
        this.points = points;
    }

    @Override
    public boolean test(int point) {
        return recorder.deniesOnFault(points.get(point).operations());
    }
}
