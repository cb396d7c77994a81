package dev.pathwarden.recorder.hooks.code;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Scripts of {@code javax.script}: evaluated as text or from a reader, compiled, evaluated once compiled, and their functions called. Calls of an interface that
 * {@code getInterface} made are not seen; asking for it is.
 *
 * <p>Hooks classes that implement the interfaces and have {@code Script} in their names, as engines do.
 */
public final class ScriptEngineHook implements Hook {

    private static final String NAMED = "Script";
    private static final int MOST_ARGUMENTS = 50;

    private final CodeSteps steps;
    private final WeakIdentityMap<Compiled> compiled = new WeakIdentityMap<>();

    /** The hook. */
    public ScriptEngineHook(Recorder recorder) {
        steps = new CodeSteps(recorder);
    }

    @Override
    public String id() {
        return "code.script";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.CODE_SCRIPT);
    }

    @Override
    public List<HookPoint> points() {
        Target engines = Target.subtypesOf("javax.script.ScriptEngine", NAMED);
        Target compiledScripts = Target.subtypesOf("javax.script.CompiledScript", NAMED);
        return List.of(
                HookPoint.whenLoaded(engines, named("eval").and(takesArgument(0, String.class)), new Text("eval")),
                HookPoint.whenLoaded(engines, named("eval").and(takesArgument(0, Reader.class)), new Text("eval")).with(Shape.REPLACE_ARGUMENTS),
                HookPoint.whenLoaded(engines, named("compile").and(takesArgument(0, String.class)), new Text("compile")),
                HookPoint.whenLoaded(engines, named("compile").and(takesArgument(0, Reader.class)), new Text("compile")).with(Shape.REPLACE_ARGUMENTS),
                HookPoint.whenLoaded(engines, namedOneOf("invokeFunction", "invokeMethod", "getInterface"), new Call()),
                HookPoint.whenLoaded(compiledScripts, named("eval").and(takesArgument(0, type -> type.getTypeName().equals("javax.script.ScriptContext"))), new Run()));
    }

    private static StepDraft draft(String action, Object engine) {
        Object factory = Mirror.get(engine, "getFactory");
        String name = Mirror.text(factory, "getEngineName");
        return CodeSteps.draft(action, Mirror.text(factory, "getLanguageName"), name == null ? engine.getClass().getName() : name);
    }

    private static void end(Object step, Object result, Throwable error) {
        ((OpenStep) step).end(result instanceof String || result instanceof Boolean ? result : result instanceof Number number && isPlain(number) ? (Object) number.doubleValue() : null, error);
    }

    private static boolean isPlain(Number number) {
        return number.getClass().getClassLoader() == null;
    }

    /** A script that was compiled. */
    private record Compiled(Object engine, String text) {
    }

    /** Source given as text or through a reader. */
    private final class Text implements Interceptor {
        private final String action;

        Text(String action) {
            this.action = action;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun()) {
                return steps.count();
            }
            String text;
            boolean more = false;
            if (arguments[0] instanceof Reader reader) {
                SourceText source = SourceText.of(reader);
                arguments[0] = source.whole();
                text = source.text();
                more = source.more();
            } else {
                text = (String) arguments[0];
            }
            if (text == null || steps.evaluating(self, text)) {
                return null;
            }
            OpenStep step = steps.begin(CodeSteps.sampled(draft(action, self).argument("source", text), more).about(new CodeSteps.Evaluation(self, text)));
            return step == null ? null : new Object[] {step, new Compiled(self, text)};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] both = (Object[]) token;
            if (action.equals("compile") && result != null) {
                compiled.put(result, (Compiled) both[1]);
            }
            end(both[0], result, error);
            return result;
        }
    }

    /** A compiled script evaluated. */
    private final class Run implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun()) {
                return steps.count();
            }
            Compiled known = compiled.get(self);
            Object engine = known != null ? known.engine() : Mirror.get(self, "getEngine");
            if (engine == null || known != null && steps.evaluating(engine, known.text())) {
                return null;
            }
            StepDraft draft = draft("eval", engine);
            return steps.begin(known == null ? draft : draft.argument("source", known.text()).about(new CodeSteps.Evaluation(engine, known.text())));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            end(token, result, error);
            return result;
        }
    }

    /** A function or method of a script called, or an interface of it asked for. */
    private final class Call implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun()) {
                return steps.count();
            }
            if (steps.within(self)) {
                return null;
            }
            StepDraft draft = draft("invoke", self).about(self);
            for (Object argument : arguments) {
                if (argument instanceof String function) {
                    draft.argument("function", function);
                } else if (argument instanceof Class<?> type) {
                    draft.argument("interface", type.getName());
                } else if (argument instanceof Object[] given) {
                    draft.argument("arguments", plain(given));
                }
            }
            return steps.begin(draft);
        }

        /** Texts, truth values and numbers; others are named by their class. */
        private static List<Object> plain(Object[] given) {
            List<Object> values = new ArrayList<>();
            for (Object value : given) {
                if (values.size() < MOST_ARGUMENTS) {
                    values.add(value instanceof String text ? StepDraft.bounded(text) : value instanceof Boolean ? value
                            : value instanceof Number number && isPlain(number) ? (Object) number.doubleValue() : value == null ? "null" : "[" + value.getClass().getSimpleName() + "]");
                }
            }
            return values;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            end(token, result, error);
            return result;
        }
    }
}
