package dev.pathwarden.recorder.agent;

import dev.pathwarden.recorder.context.AbortedRuns;
import dev.pathwarden.recorder.context.CallerPlace;
import dev.pathwarden.recorder.context.ChildEnvironment;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import java.util.Map;

/** The run that a whole process belongs to: the one it was started in, or with scope {@code process} its own. */
final class ProcessRun {

    private final Recorder recorder;
    private final Propagation propagation;
    private final AbortedRuns abortedRuns;
    private ProcessRecord process;
    private OpenRun own;

    ProcessRun(Recorder recorder, Propagation propagation, AbortedRuns abortedRuns) {
        this.abortedRuns = abortedRuns;
        this.recorder = recorder;
        this.propagation = propagation;
    }

    /** Joins or begins the run, if there is one, and writes the process to the journal. */
    synchronized void begin(ProcessRecord record, AgentOptions options, String name) {
        process = record;
        Map<String, String> environment = System.getenv();
        CallerPlace from = propagation.startedFrom(environment);
        if (from != null) {
            process.joined(from.run(), from.step());
            process.write();
            recorder.joinRun(from);
            return;
        }
        process.write();
        // A process that only says that it belongs to a run is watched as one that does, in a run of its own.
        boolean claims = environment.containsKey(ChildEnvironment.RUN) || environment.containsKey(ChildEnvironment.CONTEXT);
        if (options.wholeProcess() || claims) {
            own = recorder.startProcessRun(options.run(), name, Map.of("command", name), claims);
        }
    }

    /** Ends the process's own run, and writes the last that is known of the process and of runs that ended in it. */
    synchronized void end(int exitCode) {
        if (own != null) {
            own.end(null, exitCode == 0 ? null : new ExitCode(exitCode));
        }
        if (process != null) {
            process.write();
        }
        abortedRuns.exchange();
    }

    private static final class ExitCode extends Exception {
        private static final long serialVersionUID = 1L;

        ExitCode(int code) {
            super("the process ended with exit code " + code, null, false, false);
        }
    }
}
