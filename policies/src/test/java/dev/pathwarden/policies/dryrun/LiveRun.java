package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.content.ContentSample;
import dev.pathwarden.policies.engine.Judged;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.trust.StepEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Judges steps as a recorder does, in several processes at once, and keeps what a recorder would keep. */
final class LiveRun {

    final RunId id = new RunId(7, 7);
    private final Map<Long, RunGuard> processes = new HashMap<>();
    private final AtomicLong nextId = new AtomicLong(1);
    private final AtomicLong place = new AtomicLong();
    private final Map<StepId, Judged> judged = new HashMap<>();
    private final Map<StepId, Integer> decidedAt = new HashMap<>();
    private final Map<StepId, Outcome> outcomes = new HashMap<>();
    private final Map<StepId, Integer> endedAt = new HashMap<>();
    private final List<RecordedRun.LabelsImported> imports = new ArrayList<>();

    LiveRun(Supplier<PolicyEngine> engine, long... pids) {
        for (long pid : pids) {
            processes.put(pid, new RunGuard(id, engine));
        }
    }

    StepId newId() {
        return new StepId(nextId.getAndIncrement());
    }

    Step decide(long pid, Step.Builder draft, ContentSample content) {
        Judged result = processes.get(pid).decide(draft.pid(pid), content);
        synchronized (this) {
            judged.put(result.step().id(), result);
            decidedAt.put(result.step().id(), (int) place.getAndIncrement());
        }
        return result.step();
    }

    void end(long pid, Step step, Object result) {
        end(pid, step, null, new StepEnd(1L, Status.OK, Facts.NONE), result);
    }

    void letThrough(long pid, Step step) {
        processes.get(pid).letThrough(step);
    }

    void end(long pid, Step step, StepEnd earlier, StepEnd end, Object result) {
        Outcome outcome = processes.get(pid).end(step, earlier, end, null, result);
        synchronized (this) {
            outcomes.put(step.id(), outcome);
            endedAt.put(step.id(), (int) place.getAndIncrement());
        }
    }

    void hop(long from, long to) {
        Set<String> labels = processes.get(from).labels();
        RecordedRun.LabelsImported imported = processes.get(to).importLabels(to, labels);
        synchronized (this) {
            imports.add(imported);
        }
    }

    Judged judged(StepId step) {
        return judged.get(step);
    }

    RecordedRun recorded() {
        return recorded(Map.of());
    }

    RecordedRun recorded(Map<String, Object> attributes) {
        List<RecordedStep> steps = new ArrayList<>();
        judged.values().forEach(one -> {
            StepId step = one.step().id();
            steps.add(new RecordedStep(one.step(), one.decision(), outcomes.get(step), decidedAt.get(step), endedAt.getOrDefault(step, -1)));
        });
        steps.sort(java.util.Comparator.comparingInt(RecordedStep::decidedAt));
        return new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, attributes), steps, imports);
    }
}
