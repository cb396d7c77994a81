package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.StepId;
import java.util.HashMap;
import java.util.Map;

/** How one run would have gone under a rehearsed set, for whoever shows the run itself. Immutable and safe for any thread. */
public final class RehearsedPath {

    private final Map<StepId, RehearsedStep> steps;
    private final Map<StepId, Long> behind = new HashMap<>();
    private final long stopped;
    private final long newly;
    private final long noLonger;

    private RehearsedPath(Map<StepId, RehearsedStep> steps) {
        this.steps = Map.copyOf(steps);
        steps.values().stream().filter(RehearsedStep::isBehind).forEach(step -> behind.merge(step.hanging().stop(), 1L, Long::sum));
        stopped = steps.values().stream().filter(RehearsedStep::isStopped).count();
        newly = steps.values().stream().filter(step -> step.isStopped() && step.stop() == Change.NEWLY_STOPPED).count();
        noLonger = steps.values().stream().filter(step -> step.stop() == Change.NO_LONGER_STOPPED).count();
    }

    /** What a rehearsal of the run came to, step by step. */
    public static RehearsedPath of(RecordedRun run, RunRehearsal rehearsed) {
        Map<StepId, Integer> places = new HashMap<>();
        for (int i = 0; i < run.steps().size(); i++) {
            places.putIfAbsent(run.steps().get(i).id(), i + 1);
        }
        Map<StepId, RehearsedStep> steps = new HashMap<>();
        rehearsed.behind().forEach(behind -> steps.put(behind.hanging().step(), new RehearsedStep(places.get(behind.hanging().step()), null, behind.hanging(), places.get(behind.hanging().stop()))));
        rehearsed.hits().forEach(hit -> steps.merge(hit.step(), new RehearsedStep(hit.place(), hit, null, 0), (hung, own) -> new RehearsedStep(hung.place(), hit, hung.hanging(), hung.stopPlace())));
        return new RehearsedPath(steps);
    }

    /** The steps of which something is to be said, by their ids. */
    public Map<StepId, RehearsedStep> steps() {
        return steps;
    }

    /** What becomes of a step; {@link RehearsedStep#AS_RECORDED} also where it is null or of another run. */
    public RehearsedStep of(StepId step) {
        return step == null ? RehearsedStep.AS_RECORDED : steps.getOrDefault(step, RehearsedStep.AS_RECORDED);
    }

    /** How many steps would have been reached and stopped. */
    public long stopped() {
        return stopped;
    }

    /** How many of these were not stopped before. */
    public long newlyStopped() {
        return newly;
    }

    /** How many steps were stopped before and are not now. */
    public long noLongerStopped() {
        return noLonger;
    }

    /** How many steps would not have happened as recorded. */
    public long behind() {
        return behind.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Says what becomes of a step, or of the run where that step goes on as it was recorded.
     *
     * @param step null for the run
     */
    public String sentence(StepId step) {
        RehearsedStep of = of(step);
        if (of.stop() != null || of.isBehind()) {
            return "Rehearsed: " + of.sentence(behind.getOrDefault(step, 0L));
        }
        String gone = noLonger == 0 ? "." : noLonger == 1 ? "; 1 step is stopped no longer." : "; " + noLonger + " steps are stopped no longer.";
        if (stopped == 0) {
            return "Rehearsed: no step of this run would have been stopped" + gone;
        }
        String all = newly == stopped ? "newly" : newly == 0 ? "not newly" : newly + " of them newly";
        return "Rehearsed: " + (stopped == 1 ? "1 step" : stopped + " steps") + " of this run would have been stopped, " + all + "; " + RehearsedStep.behind(behind(), stopped) + gone;
    }
}
