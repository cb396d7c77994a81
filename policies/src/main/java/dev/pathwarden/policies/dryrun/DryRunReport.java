package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import java.util.List;
import java.util.Map;

/**
 * Dry run of many runs. Two reports over different runs merge into one.
 *
 * @param runs per run, in the order they were read
 * @param coverage per guardrail, what it could see
 * @param summary counts over all runs
 */
public record DryRunReport(List<RunDryRun> runs, List<Coverage> coverage, Summary summary) {
    public DryRunReport {
        runs = List.copyOf(runs);
        coverage = List.copyOf(coverage);
    }

    /**
     * What a guardrail could see in the runs.
     *
     * @param guardrail id of the guardrail
     * @param applicable steps of the operations it is for
     * @param evaluated steps on which its condition came to true or false
     * @param fired steps on which it came to true
     * @param missing per field that its condition reads, the number of applicable steps that do not carry it; fields that are always there are left out
     */
    public record Coverage(String guardrail, long applicable, long evaluated, long fired, Map<String, Long> missing) {
        public Coverage {
            missing = Map.copyOf(missing);
        }
    }

    /**
     * Counts over all runs.
     *
     * @param runs number of runs
     * @param steps number of steps
     * @param decisions steps by the strongest action asked for, allow left out
     * @param notEvaluated evaluations that could not be made
     */
    public record Summary(int runs, long steps, Map<Action, Long> decisions, long notEvaluated) {
        public Summary {
            decisions = Map.copyOf(decisions);
        }
    }
}
