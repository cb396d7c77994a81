package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.gate.GateHandler;
import dev.pathwarden.recorder.gate.NumberedPoint;
import dev.pathwarden.recorder.gate.WovenClasses;
import java.util.ArrayList;
import java.util.List;

/** Writes what is known of this process to the journal: at start, and again whenever more is known. */
final class ProcessRecord {

    /** Stands in the list of hooks for what is noted outside of them, as parts of streams. */
    private static final String OUTSIDE_OF_HOOKS = "streams";

    private final long pid;
    private final long startNanos;
    private final String command;
    private final List<String> limits;
    private final Recorder recorder;
    private final JournalWriter journal;
    private final GateHandler handler;
    private final List<NumberedPoint> points;
    private final Canaries canaries;
    private final WovenClasses woven;
    private RunId run;
    private StepId startedBy;

    ProcessRecord(long pid, long startNanos, String command, List<String> limits, Recorder recorder, JournalWriter journal, GateHandler handler, List<NumberedPoint> points,
            Canaries canaries, WovenClasses woven) {
        this.pid = pid;
        this.startNanos = startNanos;
        this.command = command;
        this.limits = limits;
        this.recorder = recorder;
        this.journal = journal;
        this.handler = handler;
        this.points = points;
        this.canaries = canaries;
        this.woven = woven;
    }

    /** Notes the step that started this process. */
    void joined(RunId joinedRun, StepId step) {
        run = joinedRun;
        startedBy = step;
    }

    void write() {
        journal.append(new JournalEvent.ProcessSeen(new ProcessInfo(pid, startNanos, command, Runtime.version().toString(), run, startedBy, states(), limits, recorder.outside(), journal.dropped())));
    }

    /** Grows when {@link #write} would have something new to say of the hooks. */
    int changes() {
        return woven.changes();
    }

    private long faultsOf(String hook) {
        return points.stream().filter(point -> point.hook().equals(hook)).mapToLong(point -> handler.faults(point.number())).sum();
    }

    private List<HookState> states() {
        List<HookState> states = new ArrayList<>();
        for (HookState state : canaries.states()) {
            String fault = points.stream().filter(point -> point.hook().equals(state.hook())).map(point -> handler.lastFault(point.number()))
                    .filter(java.util.Objects::nonNull).findFirst().orElse(null);
            states.add(fault == null ? state : new HookState(state.hook(), state.live(), (state.detail().isEmpty() ? "" : state.detail() + "; ") + "had " + faultsOf(state.hook()) + " faults, the last was " + fault));
        }
        if (recorder.lastFault() != null) {
            states.add(new HookState(OUTSIDE_OF_HOOKS, true, "had " + recorder.faults() + " faults, the last was " + recorder.lastFault()));
        }
        return states;
    }
}
