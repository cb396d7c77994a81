package dev.pathwarden.recorder.hooks.code;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Compilations by the JDK's compiler, with the sources that are in memory. A program that is started from source is compiled by the JVM, which is no step.
 */
public final class CompilerHook implements Hook {

    private static final String TASK = "com.sun.tools.javac.api.JavacTaskImpl";
    private static final String COMPILER = "com.sun.tools.javac.";
    private static final String LAUNCHER = COMPILER + "launcher.";
    private static final int MOST_ARGUMENTS = 200;

    private final CodeSteps steps;
    private final WeakIdentityMap<String> sources = new WeakIdentityMap<>();

    /** The hook. */
    public CompilerHook(Recorder recorder) {
        steps = new CodeSteps(recorder);
    }

    @Override
    public String id() {
        return "code.compiler";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.CODE_SCRIPT);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named("com.sun.tools.javac.api.JavacTool"), named("getTask").and(takesArguments(6)), new Prepared()),
                HookPoint.whenLoaded(Target.named(TASK), named("call").and(takesNoArguments()), new Compilation()),
                HookPoint.whenLoaded(Target.named(TASK), named("generate").and(takesArgument(0, Iterable.class)), new Compilation()),
                // What the tool's run method, the tool provider and the compiler's old main class call.
                HookPoint.whenLoaded(Target.named("com.sun.tools.javac.main.Main"), named("compile").and(takesArguments(String[].class)), new CommandLine()));
    }

    private static StepDraft draft() {
        return CodeSteps.draft("compile", "java", "javac");
    }

    /** Whether the JVM compiles the program itself: then its launcher called the compiler. */
    private static boolean calledByLauncher() {
        Predicate<String> between = name -> name.startsWith("dev.pathwarden.recorder.") || name.startsWith("java.lang.PathwardenGate") || name.startsWith(COMPILER) && !name.startsWith(LAUNCHER);
        Optional<String> caller = StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName).filter(between.negate()).findFirst());
        return caller.isPresent() && caller.get().startsWith(LAUNCHER);
    }

    private final class Prepared implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return steps.isInRun() ? CompilationUnits.text(arguments[5]) : null;
        }

        @Override
        public Object exit(Object text, Object task, Throwable error) {
            if (task != null) {
                sources.put(task, (String) text);
            }
            return task;
        }
    }

    private final class Compilation implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (steps.within(self) || calledByLauncher()) {
                return null;
            }
            String text = sources.get(self);
            return steps.begin(text == null ? draft().about(self) : draft().about(self).argument("source", text));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(result instanceof Boolean ? result : null, error);
            return result;
        }
    }

    private final class CommandLine implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            List<String> argv = new ArrayList<>();
            for (String argument : (String[]) arguments[0]) {
                if (argv.size() < MOST_ARGUMENTS) {
                    argv.add(StepDraft.bounded(argument));
                }
            }
            return steps.begin(draft().argument("argv", argv));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
