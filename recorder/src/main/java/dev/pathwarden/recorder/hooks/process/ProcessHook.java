package dev.pathwarden.recorder.hooks.process;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.trust.PrivilegedCommand;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Processes started through {@code ProcessBuilder} or {@code Runtime.exec}, decided before they are started.
 *
 * <p>The step ends when the process has started. If the program later asks for the exit code, the step ends once more, with it.
 */
public final class ProcessHook implements Hook {

    private static final String CLASS = "java.lang.ProcessImpl";
    private static final int MOST_ARGUMENTS = 200;

    private final Recorder recorder;
    private final ChildProcesses children;
    private final WeakIdentityMap<OpenStep> started = new WeakIdentityMap<>();

    /** The hook; what children need to know comes from there. */
    public ProcessHook(Recorder recorder, ChildProcesses children) {
        this.recorder = recorder;
        this.children = children;
    }

    @Override
    public String id() {
        return "process.start";
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
        return recorder.begin((argv.equals(whole) ? draft.argument("argv", argv) : draft.cutArgument("argv", argv, whole))
                .argument("directory", where)
                .fact(Field.PROCESS_ARGV, List.copyOf(argv))
                .fact(Field.PROCESS_EXECUTABLE, executable)
                .fact(Field.PROCESS_DIRECTORY, where)
                .fact(Field.PROCESS_PRIVILEGED, PrivilegedCommand.is(whole)));
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
            ChildProcesses.Added added = children.add(environment, recorder.childEnvironment(step));
            arguments[1] = added.environment();
            return new Object[] {step, added};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] both = (Object[]) token;
            ((ChildProcesses.Added) both[1]).takeBack();
            OpenStep step = (OpenStep) both[0];
            if (result instanceof Process process) {
                step.end(Map.of("pid", process.pid()), error);
                started.put(process, step);
            } else {
                step.end(null, error);
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
                OpenStep step = started.remove(process);
                if (step != null) {
                    long code = result instanceof Integer exit ? exit : process.exitValue();
                    step.end(Map.of("pid", process.pid(), "exit", code), null, Facts.of(Map.of(Field.PROCESS_EXIT, code)));
                }
            }
            return result;
        }
    }
}
