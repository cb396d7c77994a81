package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the events of one run from all its processes and puts them into one order. Of a run in one process more can be added behind that and be put into order again, which decodes nothing anew and keeps the steps of which
 * nothing came. For one thread.
 */
final class RunMerge {

    private final RunId id;
    private final RunHeaderMerge header;
    private final List<RunEvents> byProcess = new ArrayList<>();
    private final Map<StepId, Draft> drafts = new LinkedHashMap<>();
    private final Map<StepId, Hold> holds = new HashMap<>();
    private int unknownEnds;
    private int doubledSteps;

    RunMerge(RunId id) {
        this.id = id;
        this.header = new RunHeaderMerge(id);
    }

    void add(ProcessInfo process, JournalEvent event) {
        if (event instanceof JournalEvent.RunStarted started) {
            header.started(process, started.run());
        } else if (event instanceof JournalEvent.RunEnded ended) {
            header.ended(process, ended);
        } else if (event instanceof JournalEvent.StepDecided decided) {
            add(process, decided);
        } else if (event instanceof JournalEvent.StepEnded ended) {
            events(process).add(ended.outcome().ticket(), event);
        } else if (event instanceof JournalEvent.StepHeld held) {
            // The waiting thread and the one that watches over it write in no order.
            holds.merge(held.step(), held.hold(), (first, second) -> second.pending() ? first : second);
        } else if (event instanceof JournalEvent.LabelsCame came) {
            events(process).add(came.imported().ticket(), event);
        }
    }

    private void add(ProcessInfo process, JournalEvent.StepDecided decided) {
        Step step = placed(process, decided.step());
        if (drafts.putIfAbsent(step.id(), new Draft(step, decided.decision())) != null) {
            doubledSteps++;
            return;
        }
        events(process).add(decided.decision().ticket(), new JournalEvent.StepDecided(step, decided.decision()));
    }

    private RunEvents events(ProcessInfo process) {
        RunEvents last = byProcess.isEmpty() ? null : byProcess.get(byProcess.size() - 1);
        // Journals are read one after the other, so the process is the one before or a new one.
        if (last == null || last.process() != process) {
            last = new RunEvents(process);
            byProcess.add(last);
        }
        return last;
    }

    /** The step with its process, and under the step that started the process where it stands under none. */
    private Step placed(ProcessInfo process, Step step) {
        StepId starter = id.equals(process.run()) ? process.startedBy() : null;
        boolean first = starter != null && !starter.equals(step.id()) && (step.parent() == null || step.parent().equals(starter));
        if (step.pid() != null && !first) {
            return step;
        }
        Step.Builder placed = step.toBuilder();
        if (step.pid() == null) {
            placed.pid(process.pid());
        }
        if (first) {
            placed.parent(starter);
            Link link = Link.to(starter, LinkKind.STARTED_BY);
            if (!step.links().contains(link)) {
                placed.link(link);
            }
        }
        return placed.build();
    }

    RecordedRun merge(List<String> damages) {
        List<RecordedRun.LabelsImported> imports = new ArrayList<>();
        int place = 0;
        unknownEnds = 0;
        for (JournalEvent event : new EventOrder(byProcess, drafts.keySet()).merge()) {
            if (event instanceof JournalEvent.StepDecided decided) {
                drafts.get(decided.step().id()).decidedAt = place++;
            } else if (event instanceof JournalEvent.StepEnded ended) {
                Draft draft = drafts.get(ended.step());
                if (draft == null) {
                    unknownEnds++;
                } else {
                    draft.outcome = ended.outcome();
                    draft.endedAt = place++;
                }
            } else if (event instanceof JournalEvent.LabelsCame came) {
                imports.add(came.imported());
            }
        }
        List<RecordedStep> steps = PathOrder.of(recorded(), id, damages);
        tellDamages(damages);
        return new RecordedRun(header.merge(steps), steps, imports);
    }

    private List<RecordedStep> recorded() {
        List<RecordedStep> steps = new ArrayList<>(drafts.size());
        drafts.values().forEach(draft -> steps.add(draft.recorded(holds.get(draft.step.id()))));
        return steps;
    }

    private void tellDamages(List<String> damages) {
        if (unknownEnds > 0) {
            damages.add("In run " + id + " the ends of steps whose beginning was not recorded were left out: " + unknownEnds + ".");
        }
        if (doubledSteps > 0) {
            damages.add("In run " + id + " steps with the id of an earlier step were left out: " + doubledSteps + ".");
        }
    }

    private static final class Draft {
        private final Step step;
        private final Decision decision;
        private Outcome outcome;
        private int decidedAt;
        private int endedAt = -1;
        private RecordedStep recorded;

        Draft(Step step, Decision decision) {
            this.step = step;
            this.decision = decision;
        }

        /** The same as before where nothing came of it. */
        RecordedStep recorded(Hold hold) {
            if (recorded == null || recorded.hold() != hold || recorded.outcome() != outcome || recorded.decidedAt() != decidedAt || recorded.endedAt() != endedAt) {
                recorded = new RecordedStep(step, decision, hold, outcome, decidedAt, endedAt);
            }
            return recorded;
        }
    }
}
