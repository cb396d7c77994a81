package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.Aftermath.Hanging;
import dev.pathwarden.policies.dryrun.Aftermath.Tie;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows what hung on the stops of a dry run, in the order in which the steps were decided: over parents, causal links and the links of values to the results they came from. */
final class StopFollowing {

    /**
     * How a step hangs on a stop, or is one.
     *
     * @param tie null for a stop that hangs on none
     */
    private record Dependence(Tie tie, StepId stop) {

        /** How what is tied to that step hangs. */
        Dependence passedOn(Tie link) {
            return new Dependence(link == Tie.FED || tie == Tie.FED ? Tie.FED : Tie.CAUSED, stop);
        }
    }

    private final Judgements judgements;
    private final Map<StepId, Action> asked = new HashMap<>();
    private final Map<StepId, Dependence> dependences = new HashMap<>();

    private StopFollowing(List<DryRunDecision> decisions, Judgements judgements) {
        this.judgements = judgements;
        decisions.forEach(decision -> asked.merge(decision.step(), decision.verdict().action(), (a, b) -> a.compareTo(b) >= 0 ? a : b));
    }

    static Aftermath of(RecordedRun run, List<DryRunDecision> decisions, Judgements judgements) {
        if (decisions.isEmpty()) {
            return Aftermath.NONE;
        }
        return new StopFollowing(decisions, judgements).follow(run);
    }

    private Aftermath follow(RecordedRun run) {
        Map<StepId, Integer> ordinals = ordinals(run);
        List<RecordedStep> inTime = new ArrayList<>(run.steps());
        inTime.sort(Comparator.comparingInt(RecordedStep::decidedAt));
        List<StepId> stops = new ArrayList<>();
        List<Hanging> hanging = new ArrayList<>();
        long later = 0;
        for (RecordedStep step : inTime) {
            Dependence dependence = dependence(step);
            if (dependence != null) {
                dependences.put(step.id(), dependence);
                hanging.add(new Hanging(step.id(), step.operation(), ordinals.get(step.id()), step.step().name(), dependence.tie, dependence.stop));
                continue;
            }
            later += stops.isEmpty() ? 0 : 1;
            if (stopsAnew(step)) {
                dependences.put(step.id(), new Dependence(null, step.id()));
                stops.add(step.id());
            }
        }
        return stops.isEmpty() ? Aftermath.NONE : new Aftermath(stops, hanging, later);
    }

    private static Map<StepId, Integer> ordinals(RecordedRun run) {
        Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
        Map<StepId, Integer> ordinals = new HashMap<>();
        run.steps().forEach(step -> ordinals.put(step.id(), counts.merge(step.operation(), 1, Integer::sum) - 1));
        return ordinals;
    }

    /** Whether the step went on when it was recorded and does not now. */
    private boolean stopsAnew(RecordedStep step) {
        Action action = asked.getOrDefault(step.id(), Action.ALLOW);
        boolean stopped = step.status() == Status.BLOCKED || step.decided().map(decision -> decision.enforced().compareTo(action) >= 0).orElse(false);
        return Stops.stops(action, step.operation()) && !stopped;
    }

    /** How the step hangs on what was decided before it; the stronger tie where there are several, null where there is none. */
    private Dependence dependence(RecordedStep step) {
        Dependence parent = step.step().parent() == null ? null : dependences.get(step.step().parent());
        Dependence strongest = parent == null ? null : parent.passedOn(Tie.CAUSED);
        for (Link link : judgements.step(step.id()).links()) {
            Dependence source = dependences.get(link.step());
            Dependence passed = source == null || link.step().equals(step.id()) ? null : source.passedOn(link.kind().causal() ? Tie.CAUSED : Tie.FED);
            strongest = strongest == null || passed != null && passed.tie.compareTo(strongest.tie) < 0 ? passed : strongest;
        }
        return strongest;
    }
}
