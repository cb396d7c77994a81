package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Action;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

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

    /** Number of steps over all runs that hung so on a stop and would not have happened as recorded. */
    public long hanging(Aftermath.Tie tie) {
        return runs.stream().mapToLong(run -> run.aftermath().count(tie)).sum();
    }

    /** Number of steps over all runs that came behind a stop and are tied to it by nothing else. */
    public long later() {
        return runs.stream().mapToLong(run -> run.aftermath().later()).sum();
    }

    /** Number of times that an exception held. */
    public long excepted() {
        return coverage.stream().mapToLong(Coverage::excepted).sum();
    }

    /** What could not be evaluated, by guardrail and reason, the most frequent first. */
    public List<Unevaluated> unevaluated() {
        Map<List<String>, long[]> counts = new TreeMap<>(Comparator.comparing((List<String> what) -> what.get(0)).thenComparing(what -> what.get(1)));
        for (RunDryRun run : runs) {
            Set<List<String>> here = new HashSet<>();
            for (RunDryRun.Skipped skip : run.notEvaluated()) {
                List<String> what = List.of(skip.guardrail(), skip.reason());
                long[] count = counts.computeIfAbsent(what, key -> new long[2]);
                count[0]++;
                count[1] += here.add(what) ? 1 : 0;
            }
        }
        return counts.entrySet().stream().map(one -> new Unevaluated(one.getKey().get(0), one.getKey().get(1), one.getValue()[0], one.getValue()[1]))
                .sorted(Comparator.comparingLong(Unevaluated::evaluations).reversed()).toList();
    }

    /**
     * Evaluations that could not be made for one reason.
     *
     * @param guardrail id of the guardrail
     * @param reason why, for people
     * @param evaluations how many
     * @param runs in how many runs
     */
    public record Unevaluated(String guardrail, String reason, long evaluations, long runs) {
    }

    /**
     * What a guardrail could see in the runs.
     *
     * @param guardrail id of the guardrail
     * @param applicable steps of the operations it is for
     * @param evaluated steps on which its condition came to true or false
     * @param matched steps on which it came to true and no exception held
     * @param excepted steps on which it came to true, or could not be evaluated and was to deny, and an exception held
     * @param missing per field that its condition reads, the number of applicable steps that do not carry it; fields that are always there are left out
     */
    public record Coverage(String guardrail, long applicable, long evaluated, long matched, long excepted, Map<String, Long> missing) {
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
