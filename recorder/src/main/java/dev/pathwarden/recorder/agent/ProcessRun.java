package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.context.ChildEnvironment;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.Recorder;
import java.util.Map;
import java.util.Optional;

/** The run that a whole process belongs to: the one it was started in, or with scope {@code process} its own. */
final class ProcessRun {

    private final Recorder recorder;
    private ProcessRecord process;
    private OpenRun own;

    ProcessRun(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Joins or begins the run, if there is one, and writes the process to the journal. */
    synchronized void begin(ProcessRecord record, AgentOptions options, String name) {
        process = record;
        Map<String, String> environment = System.getenv();
        Optional<RunId> run = RunId.parse(environment.get(ChildEnvironment.RUN));
        Optional<StepId> step = StepId.parse(environment.get(ChildEnvironment.STEP));
        if (run.isPresent() && step.isPresent()) {
            process.joined(run.get(), step.get());
            process.write();
            recorder.joinRun(run.get(), step.get(), ChildEnvironment.agents(environment.get(ChildEnvironment.AGENT)), ChildEnvironment.labels(environment.get(ChildEnvironment.LABELS)));
            return;
        }
        process.write();
        if (options.wholeProcess()) {
            own = recorder.startProcessRun(options.run(), name, Map.of("command", name));
        }
    }

    /** Ends the process's own run, and writes the last that is known of the process. */
    synchronized void end(int exitCode) {
        if (own != null) {
            own.end(null, exitCode == 0 ? null : new ExitCode(exitCode));
        }
        if (process != null) {
            process.write();
        }
    }

    private static final class ExitCode extends Exception {
        private static final long serialVersionUID = 1L;

        ExitCode(int code) {
            super("the process ended with exit code " + code, null, false, false);
        }
    }
}
