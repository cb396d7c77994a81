package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.engine.Bundle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells of recorded steps what a dry run over the whole path shows to guardrails. Pure and safe for any thread; takes as long as a dry run of the run without guardrails. */
public final class SeenSteps {

    /** Of more arguments of a step it is not told where they came from. */
    private static final int MOST_ARGUMENTS = 20;

    private SeenSteps() {
    }

    /**
     * Those steps of a run, in path order, with where their arguments came from. One that could not be looked at is there as it was recorded, with the labels that its decision had.
     *
     * @param chosen ids of steps; those that the run does not have are left out
     */
    public static List<SeenStep> of(RecordedRun run, Set<StepId> chosen) {
        Set<String> arguments = run.steps().stream().filter(step -> chosen.contains(step.id())).flatMap(step -> step.step().arguments().keySet().stream().limit(MOST_ARGUMENTS)).collect(Collectors.toSet());
        return of(run, chosen, Bundle.of(List.of()), arguments);
    }

    /**
     * As {@link #of(RecordedRun, Set)}, with what these guardrails are told of steps: of the agent, the user, the run, the baseline and the sources of those arguments that they ask for.
     *
     * @param bundle guardrails and what is known of tools and agents
     */
    public static List<SeenStep> of(RecordedRun run, Set<StepId> chosen, Bundle bundle) {
        return of(run, chosen, bundle, Set.of());
    }

    private static List<SeenStep> of(RecordedRun run, Set<StepId> chosen, Bundle bundle, Set<String> arguments) {
        Map<StepId, SeenStep> seen = new HashMap<>();
        new WholePathReplay(bundle).look(run, arguments, (engine, step, path, recall) -> {
            if (chosen.contains(step.id())) {
                seen.put(step.id(), new SeenStep(step, path.labels(), path.provenance(step)));
            }
        });
        List<SeenStep> ordered = new ArrayList<>();
        for (RecordedStep recorded : run.steps()) {
            if (chosen.contains(recorded.id())) {
                ordered.add(seen.getOrDefault(recorded.id(), new SeenStep(recorded.step(), recorded.decided().map(decision -> decision.labels()).orElse(recorded.step().labels()), Set.of())));
            }
        }
        return ordered;
    }
}
