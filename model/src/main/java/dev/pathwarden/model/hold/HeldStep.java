package dev.pathwarden.model.hold;

import dev.pathwarden.model.approval.HoldBinding;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A step that had to wait, within its run.
 *
 * @param run the run as far as it is recorded
 * @param step the step
 */
public record HeldStep(RecordedRun run, RecordedStep step) {

    /** The order in which waits began. */
    static final Comparator<HeldStep> BY_WAIT = Comparator.comparingLong(each -> each.hold().askedNanos());

    /** All held steps of a recording, in the order in which their waits began. */
    public static List<HeldStep> of(Snapshot recording) {
        List<HeldStep> held = new ArrayList<>();
        for (RunSummary summary : recording.runs()) {
            held.addAll(of(recording.run(summary.run().id())));
        }
        held.sort(BY_WAIT);
        return held;
    }

    /** All held steps of a run, in path order. */
    static List<HeldStep> of(RecordedRun run) {
        return run.steps().stream().filter(step -> step.hold() != null).map(step -> new HeldStep(run, step)).toList();
    }

    /** Its wait. */
    public Hold hold() {
        return step.hold();
    }

    /** Whether both are the same step, as far as it was recorded each time. */
    public boolean isSame(HeldStep other) {
        return step.id().equals(other.step.id()) && run.run().id().equals(other.run.run().id());
    }

    /** Whether an answer can still count. */
    public boolean waits(long nowNanos) {
        return hold().pending() && step.outcome() == null && nowNanos < hold().expiresNanos();
    }

    /** The enforced verdicts that asked for the hold. */
    public List<Verdict> verdicts() {
        return step.decided().map(decision -> decision.verdicts().stream().filter(verdict -> verdict.mode() == Mode.ENFORCE && verdict.action() == Action.HOLD).toList()).orElse(List.of());
    }

    /** What an answer to what is recorded here is bound to; null where no decision is recorded. */
    public String binding() {
        return step.decided().map(decision -> HoldBinding.of(step.step(), decision)).orElse(null);
    }

    /** The steps that were decided before this one, in path order. */
    public List<RecordedStep> before() {
        return run.steps().stream().filter(other -> other.decidedAt() < step.decidedAt()).toList();
    }
}
