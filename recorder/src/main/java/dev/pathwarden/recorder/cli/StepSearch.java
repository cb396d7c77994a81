package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.search.FoundStep;
import dev.pathwarden.model.search.FoundSteps;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.MetSteps;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the steps of a snapshot that meet a condition, written as those of guardrails. For one thread and one search. */
final class StepSearch {

    private final StepCondition condition;
    private final Map<String, Integer> notEvaluated = new HashMap<>();

    private StepSearch(StepCondition condition) {
        this.condition = condition;
    }

    /**
     * Compiles the condition.
     *
     * @param option the option that it was given to, for messages
     * @throws CommandException if something is wrong with it; the message says what and where
     */
    static StepSearch of(String option, String text) {
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile(option, text);
        if (!compiled.problems().isEmpty()) {
            Problem first = compiled.problems().get(0);
            String place = text.indexOf('\n') < 0 ? "character " + first.column() : "line " + first.line() + ", character " + first.column();
            throw new CommandException(ExitCode.USAGE, "What " + option + " says cannot be used, at " + place + ": " + first.message());
        }
        return new StepSearch(new StepCondition(compiled.bundle()));
    }

    /** The runs in which a step meets it, in their order. Reads them all. */
    List<RunId> runs(Snapshot in) {
        Set<RunId> met = new HashSet<>();
        in.forEachRun(run -> {
            if (!met(run).isEmpty()) {
                met.add(run.run().id());
            }
        });
        return in.runs().stream().map(run -> run.run().id()).filter(met::contains).toList();
    }

    /**
     * The steps that meet it and a filter besides. Reads the runs in which the filter finds something.
     *
     * @param most how many to give; all are counted
     */
    FoundSteps find(Snapshot in, StepFilter filter, int most) {
        List<FoundStep> found = new ArrayList<>();
        long[] total = {0};
        if (filter.equals(StepFilter.ALL)) {
            in.forEachRun(run -> add(run, met(run), found, total, most));
        } else {
            for (Map.Entry<RunId, BitSet> candidates : candidates(in, filter).entrySet()) {
                RecordedRun run = in.run(candidates.getKey());
                BitSet met = met(run);
                met.and(candidates.getValue());
                add(run, met, found, total, most);
            }
        }
        return new FoundSteps(found, total[0]);
    }

    private static Map<RunId, BitSet> candidates(Snapshot in, StepFilter filter) {
        Map<RunId, BitSet> candidates = new LinkedHashMap<>();
        for (FoundStep step : in.find(filter, Integer.MAX_VALUE).steps()) {
            candidates.computeIfAbsent(step.run(), run -> new BitSet()).set(step.place());
        }
        return candidates;
    }

    private BitSet met(RecordedRun run) {
        MetSteps met = condition.of(run);
        met.notEvaluated().forEach((reason, steps) -> notEvaluated.merge(reason, steps, Integer::sum));
        return met.places();
    }

    private static void add(RecordedRun run, BitSet met, List<FoundStep> found, long[] total, int most) {
        total[0] += met.cardinality();
        for (int step = met.nextSetBit(0); step >= 0 && found.size() < most; step = met.nextSetBit(step + 1)) {
            found.add(new FoundStep(run.run().id(), step));
        }
    }

    /** Why the condition could not be evaluated on most of the steps where it could not, in a sentence; empty where it could on all. */
    Optional<String> notEvaluated() {
        return notEvaluated.entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(most -> "On " + RecordingReport.count(most.getValue(), "step") + " the condition could not be evaluated: " + most.getKey() + ".");
    }
}
