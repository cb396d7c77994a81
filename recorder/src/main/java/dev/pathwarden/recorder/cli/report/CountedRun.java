package dev.pathwarden.recorder.cli.report;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.dryrun.Stops;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a dry run of one run adds to the counts that {@code --fail-on} compares: which steps are counted under which name. Actions are the strongest asked for, as if enforced.
 *
 * <p>A step is new under its action where less, or something else, was asked for before: by the guardrails that are compared with, or where there are none by those that decided when it was recorded.
 */
public final class CountedRun {

    /** Name of the count of evaluations that could not be made. */
    public static final String NOT_EVALUATED = "notEvaluated";
    /** Name of the count of steps that are stopped now, and were not before. */
    public static final String NEWLY_STOPPED = "newlyStopped";
    /** Name of the count of steps that were stopped before, and are not now. */
    public static final String NEWLY_ALLOWED = "newlyAllowed";

    /** For each action the name of the count of steps for which it is asked anew. */
    private static final Map<Action, String> NEW = new LinkedHashMap<>();

    static {
        NEW.put(Action.BLOCK, "newBlocks");
        NEW.put(Action.HOLD, "newHolds");
        NEW.put(Action.SANDBOX, "newSandboxes");
        NEW.put(Action.REDACT, "newRedactions");
        NEW.put(Action.ALERT, "newAlerts");
    }

    private final Set<String> sets;
    private final Map<String, Set<StepId>> steps = new HashMap<>();
    private final long notEvaluated;

    private CountedRun(RunDryRun run, Set<String> sets) {
        this.sets = Set.copyOf(sets);
        this.notEvaluated = run.notEvaluated().size();
        actions(run).forEach((step, action) -> count(action.text(), step));
    }

    /**
     * Counts against what was asked for when the run was recorded.
     *
     * @param recorded the run, with the verdicts of then
     * @param sets names of the sets that the run is in
     */
    public static CountedRun of(RunDryRun run, RecordedRun recorded, Set<String> sets) {
        CountedRun counted = new CountedRun(run, sets);
        Map<StepId, Action> now = actions(run);
        for (RecordedStep step : recorded.steps()) {
            Action before = step.decided().stream().flatMap(decision -> decision.verdicts().stream()).map(Verdict::action).max(Action::compareTo).orElse(Action.ALLOW);
            counted.change(step.id(), step.operation(), before, now.getOrDefault(step.id(), Action.ALLOW));
        }
        return counted;
    }

    /**
     * Counts against other guardrails.
     *
     * @param flips the steps that they decide differently
     * @param sets names of the sets that the run is in
     */
    public static CountedRun of(RunDryRun run, List<Flip> flips, Set<String> sets) {
        CountedRun counted = new CountedRun(run, sets);
        flips.forEach(flip -> counted.change(flip.step(), flip.operation(), flip.before(), flip.after()));
        return counted;
    }

    private static Map<StepId, Action> actions(RunDryRun run) {
        Map<StepId, Action> strongest = new LinkedHashMap<>();
        for (DryRunDecision decision : run.decisions()) {
            strongest.merge(decision.step(), decision.verdict().action(), (one, other) -> one.compareTo(other) >= 0 ? one : other);
        }
        return strongest;
    }

    private void change(StepId step, Operation operation, Action before, Action after) {
        if (before == after) {
            return;
        }
        if (NEW.containsKey(after)) {
            count(NEW.get(after), step);
        }
        boolean stopped = Stops.stops(before, operation);
        boolean stops = Stops.stops(after, operation);
        if (stops != stopped) {
            count(stops ? NEWLY_STOPPED : NEWLY_ALLOWED, step);
        }
    }

    private void count(String name, StepId step) {
        steps.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(step);
    }

    /** Names of all counts, in the order in which people are told them. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        NEW.keySet().forEach(action -> names.add(action.text()));
        names.add(NOT_EVALUATED);
        names.addAll(NEW.values());
        names.add(NEWLY_STOPPED);
        names.add(NEWLY_ALLOWED);
        return names;
    }

    /** Names of the sets that the run is in. */
    public Set<String> sets() {
        return sets;
    }

    /** Whether the run is counted over that set; an empty name is that of all runs. */
    public boolean isIn(String set) {
        return set.isEmpty() || sets.contains(set);
    }

    /** What the run adds to the count of that name. */
    public long count(String name) {
        return name.equals(NOT_EVALUATED) ? notEvaluated : steps.getOrDefault(name, Set.of()).size();
    }

    /** Whether the step is one of those counted under that name. */
    boolean counts(String name, StepId step) {
        return steps.getOrDefault(name, Set.of()).contains(step);
    }
}
