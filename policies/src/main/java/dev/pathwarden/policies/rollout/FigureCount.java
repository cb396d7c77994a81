package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Degree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Counts over runs how often guardrails of a plan would have acted, or did. For one thread. */
public final class FigureCount {

    private final SortedMap<String, long[]> hits = new TreeMap<>();
    private final SortedMap<String, SortedSet<String>> agents = new TreeMap<>();
    private long runs;
    private long steps;

    /** Counts for these guardrails. */
    public FigureCount(List<String> guardrails) {
        guardrails.forEach(id -> hits.put(id, new long[2]));
    }

    /** Adds what a dry run comes to on that run, on its whole path. */
    public void rehearse(DryRun dryRun, RecordedRun run) {
        RunDryRun replay = dryRun.dryRun(run);
        runs++;
        steps += replay.steps();
        SeenAgents.add(agents, run);
        Set<String> here = new HashSet<>();
        Map<String, Set<Object>> once = new HashMap<>();
        for (DryRunDecision decision : replay.decisions()) {
            String id = decision.verdict().guardrail();
            if (once.computeIfAbsent(id, key -> new HashSet<>()).add(decision.step())) {
                count(id, here);
            }
        }
    }

    /**
     * Adds what guardrails said in that run when it was recorded, on the steps that were decided under a stage of a plan.
     *
     * @param stages bundles of the stages
     */
    public void recorded(StagedBundles stages, RolloutPlan plan, RecordedRun run) {
        Set<String> here = new HashSet<>();
        boolean any = false;
        for (RecordedStep step : run.steps()) {
            int stage = step.decision() == null ? Rollout.NOWHERE : stages.stageOf(step.decision().bundle());
            if (stage < 0 || stage < plan.stages().size() - 1 && plan.stages().get(stage).of(step.step()) == Degree.OFF) {
                continue;
            }
            any = true;
            steps++;
            for (Verdict verdict : step.decision().verdicts()) {
                if (verdict.action() != Action.ALLOW) {
                    hits.keySet().stream().filter(id -> stages.id(id, stage).equals(verdict.guardrail())).findFirst().ifPresent(id -> count(id, here));
                }
            }
        }
        runs += any ? 1 : 0;
    }

    private void count(String id, Set<String> here) {
        long[] counted = hits.get(id);
        if (counted != null) {
            counted[0] += here.add(id) ? 1 : 0;
            counted[1]++;
        }
    }

    /** What was counted so far. */
    public RolloutFigures figures() {
        SortedMap<String, RolloutFigures.Hits> counted = new TreeMap<>();
        hits.forEach((id, count) -> counted.put(id, new RolloutFigures.Hits(count[0], count[1])));
        return new RolloutFigures(runs, steps, counted, new SeenAgents(agents));
    }
}
