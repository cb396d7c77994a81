package dev.pathwarden.recorder.hooks.marked;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.recorder.context.NotRedactableException;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.agent.DefinitionHash;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.PlainValues;
import dev.pathwarden.recorder.hooks.model.ChatMessage;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import dev.pathwarden.recorder.hooks.redact.RedactedTool;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.util.List;
import java.util.Map;

/**
 * What a program marks with {@code dev.pathwarden.api.Pathwarden}: runs, tools and model calls of a home-made agent loop. The methods of that class do nothing by themselves; they are
 * there to be hooked.
 */
public final class ApiHook implements Hook {

    private static final String API = "dev.pathwarden.api.Pathwarden";
    private static final String AGENT = "dev.pathwarden.api.Agent";

    private final Recorder recorder;
    private final ModelCalls models;

    /** A hook whose model calls are reported there. */
    public ApiHook(Recorder recorder, ModelCalls models) {
        this.recorder = recorder;
        this.models = models;
    }

    @Override
    public String id() {
        return "agent.api";
    }

    @Override
    public List<HookPoint> points() {
        Target api = Target.named(API);
        return List.of(
                HookPoint.whenLoaded(api, named("run").and(takesArguments(3)).and(takesArgument(0, named(AGENT))), new Run(0)).making(Operation.AGENT_INVOKE),
                HookPoint.whenLoaded(api, named("runFor").and(takesArguments(4)).and(takesArgument(1, named(AGENT))), new Run(1)).making(Operation.AGENT_INVOKE),
                HookPoint.whenLoaded(api, named("tool").and(takesArguments(3)).and(takesArgument(0, String.class)), new Tool()).with(HookPoint.Shape.REPLACE_RESULT).making(Operation.TOOL_CALL),
                HookPoint.whenLoaded(api, named("model").and(takesArguments(4)).and(takesArgument(0, String.class)), new Model()).making(Operation.MODEL_CHAT));
    }

    private final class Run implements Interceptor {
        private final int agent;

        /** @param agent which argument is the agent; the user, where one is said, is before it */
        Run(int agent) {
            this.agent = agent;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            String name = Mirror.text(arguments[agent], "name");
            String user = agent == 0 ? null : (String) arguments[0];
            return name == null ? null : recorder.startRun(name, version(Mirror.get(arguments[agent], "definition")), PlainValues.ofMap(arguments[agent + 1]), null, user);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenRun) token).end(PlainValues.of(result), error);
            return result;
        }
    }

    private static String version(Object definition) {
        DefinitionHash hash = new DefinitionHash();
        Map<?, ?> parts = definition instanceof Map<?, ?> map ? map : Map.of();
        parts.forEach((part, text) -> hash.add((String) part, (String) text));
        return parts.isEmpty() ? null : hash.version();
    }

    private final class Tool implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            String name = (String) arguments[0];
            return name == null ? null : recorder.begin(StepDraft.of(Operation.TOOL_CALL, StepDraft.bounded(name)).fact(Field.TOOL_NAME, name).arguments(PlainValues.ofMap(arguments[1]))
                    .redactable(redaction -> unchanged(arguments[1], redaction)));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            OpenStep step = (OpenStep) token;
            Object given = RedactedTool.typed(result, step);
            step.end(PlainValues.of(given), error);
            RedactedTool.check(error, step);
            return given;
        }

        /** The arguments, if nothing has to go: the tool has its own, which nobody can change. */
        private Object unchanged(Object arguments, Redaction redaction) {
            if (RedactedValue.typed(arguments, redaction) != arguments) {
                throw new NotRedactableException("the task that is the tool has these arguments already, and not from the call that says them");
            }
            return arguments;
        }
    }

    private final class Model implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return models.begin(() -> request((String) arguments[0], (String) arguments[1], PlainValues.ofMap(arguments[2])));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((ModelCall) token).end(result instanceof String text ? new ModelAnswer().text(text) : null, error);
            return result;
        }
    }

    /** Texts are messages: one called {@code system} is the system's, others are the user's. What is no text is a parameter of the call. */
    private static ModelRequest request(String provider, String model, Map<String, Object> given) {
        ModelRequest request = ModelRequest.to(provider, model);
        given.forEach((name, value) -> {
            if (value instanceof String text) {
                request.message(null, () -> ChatMessage.of(name.equals("system") ? "system" : "user", text));
            } else {
                request.parameter(name, value);
            }
        });
        return request;
    }
}
