package dev.pathwarden.recorder.hooks.code;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.List;
import java.util.Set;

/** Sources that a GraalVM polyglot context evaluates or parses. Executing what was parsed is no further step: its source was decided. */
public final class PolyglotHook implements Hook {

    private static final int LIMIT = 1024 * 1024;

    private final CodeSteps steps;

    /** The hook. */
    public PolyglotHook(Recorder recorder) {
        steps = new CodeSteps(recorder);
    }

    @Override
    public String id() {
        return "code.polyglot";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.CODE_SCRIPT);
    }

    @Override
    public List<HookPoint> points() {
        // The variants with a language and a text make a source and call these.
        Target context = Target.named("org.graalvm.polyglot.Context");
        return List.of(
                HookPoint.whenLoaded(context, named("eval").and(takesArguments(1)), new Source("eval")),
                HookPoint.whenLoaded(context, named("parse").and(takesArguments(1)), new Source("compile")));
    }

    private static String text(Object characters) {
        if (characters instanceof String text) {
            return text;
        }
        if (!(characters instanceof CharSequence sequence)) {
            return null;
        }
        int length = Math.min(sequence.length(), LIMIT);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(sequence.charAt(i));
        }
        return text.toString();
    }

    private final class Source implements Interceptor {
        private final String action;

        Source(String action) {
            this.action = action;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun()) {
                return steps.count();
            }
            StepDraft draft = CodeSteps.draft(action, Mirror.text(arguments[0], "getLanguage"), "GraalVM polyglot");
            Object characters = Mirror.get(arguments[0], "getCharacters");
            String text = text(characters);
            return steps.begin(text == null ? draft : CodeSteps.sampled(draft.argument("source", text), ((CharSequence) characters).length() > text.length()));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }
}
