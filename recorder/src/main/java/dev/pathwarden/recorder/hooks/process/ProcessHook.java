package dev.pathwarden.recorder.hooks.process;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.target.PrivilegedCommand;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Processes started through {@code ProcessBuilder} or {@code Runtime.exec}, decided before they are started.
 *
 * <p>The step ends when the process has started. If the program later asks for the exit code, the step ends once more, with it. That of a sandboxed process ends once more
 * in any case, when the process has ended, with the files that it changed.
 */
public final class ProcessHook implements Hook {

    private static final String CLASS = "java.lang.ProcessImpl";
    private static final int MOST_ARGUMENTS = 200;

    private final Recorder recorder;
    private final Propagation propagation;
    private final ChildProcesses children;
    private final WeakIdentityMap<Started> started = new WeakIdentityMap<>();

    /** The hook; what children need to know comes from there. */
    public ProcessHook(Recorder recorder, Propagation propagation, ChildProcesses children) {
        this.recorder = recorder;
        this.propagation = propagation;
        this.children = children;
    }

    @Override
    public String id() {
        return "process.start";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.CODE_PROCESS);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.inJdk(CLASS, named("start").and(takesArguments(5)), new Start(), () -> new ProcessBuilder("/proc/self/pathwarden-canary").start())
                        .with(Shape.REPLACE_ARGUMENTS),
                // No canary: there is no process yet that could be waited for. Nothing can be refused here either.
                new HookPoint(Target.preloaded(CLASS), named("waitFor").or(named("exitValue")), Shape.SEE, new Exit(), null));
    }

    private OpenStep begin(String[] command, String directory) {
        List<String> whole = List.of(command);
        List<String> argv = new ArrayList<>();
        for (String argument : whole) {
            if (argv.size() < MOST_ARGUMENTS) {
                argv.add(StepDraft.bounded(argument));
            }
        }
        String executable = command.length == 0 ? "" : command[0].substring(command[0].lastIndexOf('/') + 1);
        String where = directory == null ? System.getProperty("user.dir") : directory;
        StepDraft draft = StepDraft.of(Operation.CODE_PROCESS, executable);
        draft.sandboxable(children.sandbox()::problem);
        return recorder.begin((argv.equals(whole) ? draft.argument("argv", argv) : draft.cutArgument("argv", argv, whole))
                .argument("directory", where)
                .fact(Field.PROCESS_ARGV, List.copyOf(argv))
                .fact(Field.PROCESS_EXECUTABLE, executable)
                .fact(Field.PROCESS_DIRECTORY, where)
                .fact(Field.PROCESS_PRIVILEGED, PrivilegedCommand.is(whole)));
    }

    /** @param files what lies where a sandboxed process may write; null for a process that is in none */
    private record Starting(OpenStep step, ChildProcesses.Added added, WritableFiles files) {
    }

    /** @param files what lay where a sandboxed process may write; null for a process that is in none */
    private record Started(OpenStep step, WritableFiles files) {

        void ended(Process process, long code) {
            Facts facts = Facts.of(Map.of(Field.PROCESS_EXIT, code));
            Object result = Map.of("pid", process.pid(), "exit", code);
            step.end(result, null, files == null ? facts : facts.with(Field.PROCESS_CHANGED, files.changes()));
        }
    }

    private final class Start implements Interceptor {
        @Override
        @SuppressWarnings("unchecked")
        public Object enter(Object self, Object[] arguments) throws Exception {
            OpenStep step = begin((String[]) arguments[0], (String) arguments[2]);
            if (step == null) {
                return null;
            }
            Map<String, String> environment = (Map<String, String>) arguments[1];
            if (step.sandbox() != null) {
                return confined(step, environment, arguments);
            }
            ChildProcesses.Added added = children.add(environment, propagation.environment(step));
            arguments[1] = added.environment();
            return new Starting(step, added, null);
        }

        /** A fault here must not let the process start as it was: it is refused. */
        private Starting confined(OpenStep step, Map<String, String> environment, Object[] arguments) {
            try {
                String directory = new File(arguments[2] == null ? System.getProperty("user.dir") : (String) arguments[2]).getCanonicalPath();
                ChildProcesses.Added added = children.confine(environment, propagation.environment(step));
                WritableFiles files = WritableFiles.in(Bubblewrap.writable(step.sandbox(), directory));
                arguments[0] = children.sandbox().command((String[]) arguments[0], step.sandbox(), directory, added.inside());
                arguments[1] = added.environment();
                return new Starting(step, added, files);
            } catch (ReflectiveOperationException | IOException | RuntimeException fault) {
                PathwardenBlockedException refusal = new PathwardenBlockedException();
                step.end(null, refusal);
                throw refusal;
            }
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Starting starting = (Starting) token;
            starting.added().takeBack();
            if (result instanceof Process process) {
                starting.step().end(Map.of("pid", process.pid()), error);
                Started running = new Started(starting.step(), starting.files());
                started.put(process, running);
                if (starting.files() != null) {
                    process.onExit().thenAccept(ended -> running.ended(ended, ended.exitValue()));
                }
            } else {
                starting.step().end(null, error);
            }
            return result;
        }
    }

    private final class Exit implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return started.get(self) == null ? null : self;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Process process = (Process) token;
            if (error == null && !Boolean.FALSE.equals(result)) {
                Started running = started.remove(process);
                if (running != null) {
                    running.ended(process, result instanceof Integer exit ? exit : process.exitValue());
                }
            }
            return result;
        }
    }
}
