package dev.pathwarden.model.journal;

import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.Objects;

/** One record of a journal. */
public sealed interface JournalEvent {

    /** Recording began in a process, or more became known of it; the last one of a process counts. */
    record ProcessSeen(ProcessInfo process) implements JournalEvent {
        public ProcessSeen {
            Objects.requireNonNull(process, "process");
        }
    }

    /** Other guardrails came into force in this process, or were refused. */
    record BundleChanged(BundleChange change) implements JournalEvent {
        public BundleChanged {
            Objects.requireNonNull(change, "change");
        }
    }

    /** A run began in this process, or came into it from another one. The run's end is not known yet. */
    record RunStarted(Run run) implements JournalEvent {
        public RunStarted {
            Objects.requireNonNull(run, "run");
        }
    }

    /** A step was decided. Appended before the effect. */
    record StepDecided(Step step, Decision decision) implements JournalEvent {
        public StepDecided {
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(decision, "decision");
        }
    }

    /** A decided step waits for an answer, or got one; the last one of a step counts, and before all one that has ended. */
    record StepHeld(RunId run, StepId step, Hold hold) implements JournalEvent {
        public StepHeld {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(hold, "hold");
        }
    }

    /** A step ended. Of several for one step the last one counts. */
    record StepEnded(RunId run, StepId step, Outcome outcome) implements JournalEvent {
        public StepEnded {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(step, "step");
            Objects.requireNonNull(outcome, "outcome");
        }
    }

    /** Labels came into the run from another process. */
    record LabelsCame(RunId run, RecordedRun.LabelsImported imported) implements JournalEvent {
        public LabelsCame {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(imported, "imported");
        }
    }

    /**
     * A run ended.
     *
     * @param endNanos epoch nanoseconds
     */
    record RunEnded(RunId run, long endNanos, Status status) implements JournalEvent {
        public RunEnded {
            Objects.requireNonNull(run, "run");
            Objects.requireNonNull(status, "status");
        }
    }

    /** The run that an event belongs to; null for an event of a process. */
    static RunId runOf(JournalEvent event) {
        if (event instanceof StepDecided decided) {
            return decided.step().run();
        } else if (event instanceof StepEnded ended) {
            return ended.run();
        } else if (event instanceof StepHeld held) {
            return held.run();
        } else if (event instanceof RunStarted started) {
            return started.run().id();
        } else if (event instanceof RunEnded ended) {
            return ended.run();
        } else if (event instanceof LabelsCame came) {
            return came.run();
        }
        return null;
    }

    /** Whether an event tells of a step: that it was decided, held or ended. */
    static boolean isOfStep(JournalEvent event) {
        return event instanceof StepDecided || event instanceof StepHeld || event instanceof StepEnded;
    }
}
