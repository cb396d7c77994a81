package dev.pathwarden.recorder.context;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/** Puts the steps of one run into order. */
final class Judge {

    record Judged(Step step, Decision decision) {
    }

    private final AtomicLong tickets = new AtomicLong();

    Judged decide(Step.Builder draft) {
        Step step = draft.build();
        return new Judged(step, new Decision(tickets.incrementAndGet(), step.startNanos(), "", (Mode) null, step.labels(), List.of(), List.of()));
    }

    Outcome end(Step step, Long durationNanos, Status status, String error, Object result, Facts facts) {
        return new Outcome(tickets.incrementAndGet(), durationNanos, status, error, result, facts, Set.of());
    }

    RecordedRun.LabelsImported importLabels(long pid, Set<String> labels) {
        return new RecordedRun.LabelsImported(pid, tickets.incrementAndGet(), labels);
    }

    Set<String> labels() {
        return new TreeSet<>();
    }
}
