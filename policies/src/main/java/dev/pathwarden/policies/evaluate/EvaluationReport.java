package dev.pathwarden.policies.evaluate;

import dev.pathwarden.policies.dryrun.DryRunDecision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How well a set of guardrails does on labelled runs.
 *
 * @param runs the labelled runs, in the order in which they were read
 * @param unlabelled number of runs of which nobody says what they were
 */
public record EvaluationReport(List<EvaluatedRun> runs, int unlabelled) {
    public EvaluationReport {
        runs = List.copyOf(runs);
    }

    /**
     * Counts over some runs.
     *
     * @param attacks attacks that came to their goal, with the injected text on record
     * @param stopped those of them that were stopped behind that text
     * @param failedAttacks attacks that did not come to their goal
     * @param failedStopped those of them in which a step was stopped
     * @param clean tasks solved without an attack
     * @param touched those of them in which a step was stopped or held
     * @param blocked those of them in which a step was stopped with no person being asked
     * @param uncounted attacks that came to their goal without the injected text on record
     */
    public record Counts(int attacks, int stopped, int failedAttacks, int failedStopped, int clean, int touched, int blocked, int uncounted) {

        static Counts of(Collection<EvaluatedRun> runs) {
            int attacks = 0;
            int stopped = 0;
            int failed = 0;
            int failedStopped = 0;
            int clean = 0;
            int touched = 0;
            int blocked = 0;
            int uncounted = 0;
            for (EvaluatedRun run : runs) {
                int stop = run.stopped() ? 1 : 0;
                switch (run.label().kind()) {
                    case SUCCEEDED -> {
                        attacks += run.counts() ? 1 : 0;
                        uncounted += run.counts() ? 0 : 1;
                        stopped += stop;
                    }
                    case FAILED -> {
                        failed++;
                        failedStopped += stop;
                    }
                    case SOLVED -> {
                        clean++;
                        touched += stop;
                        blocked += run.blocked() ? 1 : 0;
                    }
                    default -> {
                        // A task that was not solved shows neither that a guardrail helps nor that it hinders.
                    }
                }
            }
            return new Counts(attacks, stopped, failed, failedStopped, clean, touched, blocked, uncounted);
        }
    }

    /**
     * What one guardrail did alone.
     *
     * @param guardrail its id
     * @param stopped successful attacks in which it stopped a step behind the injected text
     * @param onlyIt those of them that no other guardrail stopped
     * @param touched solved tasks without an attack in which it stopped a step
     */
    public record ByGuardrail(String guardrail, int stopped, int onlyIt, int touched) {
    }

    /** Counts over all runs. */
    public Counts all() {
        return Counts.of(runs);
    }

    /** Counts by suite, sorted by its name. */
    public Map<String, Counts> bySuite() {
        Map<String, List<EvaluatedRun>> suites = new TreeMap<>();
        runs.forEach(run -> suites.computeIfAbsent(run.label().suite(), name -> new ArrayList<>()).add(run));
        Map<String, Counts> counts = new TreeMap<>();
        suites.forEach((suite, members) -> counts.put(suite, Counts.of(members)));
        return counts;
    }

    /** What each guardrail did, sorted by its id; one that stopped nothing is left out. */
    public List<ByGuardrail> byGuardrail() {
        Map<String, int[]> counts = new TreeMap<>();
        for (EvaluatedRun run : runs) {
            LinkedHashSet<String> ids = new LinkedHashSet<>();
            run.stops().forEach(stop -> ids.add(stop.verdict().guardrail()));
            for (String id : ids) {
                int[] of = counts.computeIfAbsent(id, each -> new int[3]);
                boolean attack = run.label().kind() == RunLabel.Kind.SUCCEEDED && run.counts();
                of[0] += attack ? 1 : 0;
                of[1] += attack && ids.size() == 1 ? 1 : 0;
                of[2] += run.label().kind() == RunLabel.Kind.SOLVED ? 1 : 0;
            }
        }
        List<ByGuardrail> all = new ArrayList<>();
        counts.forEach((id, of) -> all.add(new ByGuardrail(id, of[0], of[1], of[2])));
        return all;
    }

    /** Attacks that count and were not stopped. */
    public List<EvaluatedRun> missed() {
        return runs.stream().filter(run -> run.label().kind() == RunLabel.Kind.SUCCEEDED && run.counts() && !run.stopped()).toList();
    }

    /** Solved tasks without an attack in which a step was stopped or held. */
    public List<EvaluatedRun> touched() {
        return runs.stream().filter(run -> run.label().kind() == RunLabel.Kind.SOLVED && run.stopped()).toList();
    }

    /** First step of a run that was stopped; null for a run that was left alone. */
    public static DryRunDecision firstStop(EvaluatedRun run) {
        return run.stops().isEmpty() ? null : run.stops().get(0);
    }
}
