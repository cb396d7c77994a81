package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Link;

/** {@code flows(p)}. Its state is the {@link RecentCounts} of the steps that made p true. */
final class FlowsMonitor extends Monitor {

    private static final Fault FORGOTTEN = Fault.missing("'flows' was true of so many earlier steps that the older ones are forgotten", "let its condition be true of fewer");

    FlowsMonitor(int[] atoms) {
        super(atoms);
    }

    @Override
    Object next(Object state, int mask, JoinedStep step) {
        return (state == null ? new RecentCounts() : (RecentCounts) state).plus(step.id(), step.id());
    }

    @Override
    Object value(Object state, Frame frame) {
        if (state == null) {
            return false;
        }
        if (source((RecentCounts) state, frame) != 0) {
            return true;
        }
        return ((RecentCounts) state).forgotten() && frame.step.links().stream().anyMatch(link -> !link.kind().causal()) ? FORGOTTEN : (Object) false;
    }

    @Override
    String witness(Object state, Frame frame) {
        long source = state == null ? 0 : source((RecentCounts) state, frame);
        return source == 0 ? Witness.NONE : Witness.step(source);
    }

    private static long source(RecentCounts steps, Frame frame) {
        for (Link link : frame.step.links()) {
            if (!link.kind().causal() && steps.step(link.step().value()) != 0) {
                return link.step().value();
            }
        }
        return 0;
    }
}
