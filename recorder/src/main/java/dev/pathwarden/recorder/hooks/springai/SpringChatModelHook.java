package dev.pathwarden.recorder.hooks.springai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.model.StreamedCall;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.util.List;
import java.util.Set;

/**
 * Shows a prompt to a Spring AI chat model before it is sent, and notes the answer, whole or streamed.
 *
 * <p>Hooks {@code call(Prompt)} and {@code stream(Prompt)} of models whose class name contains {@code Model}; other models, lambdas too, where a chat client calls them. A
 * streamed call is made where its stream is subscribed to. Not seen: models without such a name that a program calls itself.
 */
public final class SpringChatModelHook implements Hook {

    private static final String IN_THE_NAME = "Model";

    private final Recorder recorder;
    private final ModelCalls calls;
    private final Streams streams;

    /** A hook that reports there. */
    public SpringChatModelHook(Recorder recorder, ModelCalls calls, Streams streams) {
        this.recorder = recorder;
        this.calls = calls;
        this.streams = streams;
    }

    @Override
    public String id() {
        return "spring-ai.model";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MODEL_CHAT);
    }

    @Override
    public List<HookPoint> points() {
        Target models = Target.subtypesOf(Names.CHAT_MODEL, IN_THE_NAME);
        return List.of(
                HookPoint.whenLoaded(models, named("call").and(takesArgument(0, named(Names.PROMPT))), new Called()),
                HookPoint.whenLoaded(models, named("stream").and(takesArgument(0, named(Names.PROMPT))), new Streamed()).with(Shape.REPLACE_RESULT).givingWhatActs(),
                HookPoint.whenLoaded(Target.named(Names.ADVISOR + "CallAdvisor"), named("adviseCall").and(takesArgument(0, named(Names.CHAT_CLIENT_REQUEST))), new CalledByClient()),
                HookPoint.whenLoaded(Target.named(Names.ADVISOR + "StreamAdvisor"), named("adviseStream").and(takesArgument(0, named(Names.CHAT_CLIENT_REQUEST))), new StreamedByClient())
                        .with(Shape.REPLACE_RESULT).givingWhatActs());
    }

    private record Asked(Object model, Object prompt) {
    }

    private Object watched(Object stream, Asked asked) {
        return streams.watched(stream, Operation.MODEL_CHAT, () -> StreamedCall.begin(recorder, calls, () -> Prompts.request(asked.model, asked.prompt), Prompts.partOf(asked.model)));
    }

    private record Open(ModelCall call, Object model) {
        static Open of(ModelCall call, Object model) {
            return call == null ? null : new Open(call, model);
        }

        void end(Object response, Throwable error) {
            call.end(response == null ? null : Prompts.answer(model, response), error);
        }
    }

    /** Whether the model's own methods are hooked. */
    private static boolean isSeenItself(Object model) {
        return !model.getClass().isHidden() && model.getClass().getName().contains(IN_THE_NAME);
    }

    private final class Called implements Interceptor {
        @Override
        public Object enter(Object model, Object[] arguments) {
            return Open.of(calls.begin(() -> Prompts.request(model, arguments[0])), model);
        }

        @Override
        public Object exit(Object call, Object response, Throwable error) {
            ((Open) call).end(response, error);
            return response;
        }
    }

    private final class Streamed implements Interceptor {
        @Override
        public Object enter(Object model, Object[] arguments) {
            return new Asked(model, arguments[0]);
        }

        @Override
        public Object exit(Object asked, Object stream, Throwable error) {
            return watched(stream, (Asked) asked);
        }
    }

    private final class CalledByClient implements Interceptor {
        @Override
        public Object enter(Object advisor, Object[] arguments) {
            Object model = Mirror.field(advisor, "chatModel");
            return model == null || isSeenItself(model) ? null : Open.of(calls.begin(() -> Prompts.request(model, Mirror.get(arguments[0], "prompt"))), model);
        }

        @Override
        public Object exit(Object call, Object response, Throwable error) {
            ((Open) call).end(Mirror.get(response, "chatResponse"), error);
            return response;
        }
    }

    private final class StreamedByClient implements Interceptor {
        @Override
        public Object enter(Object advisor, Object[] arguments) {
            Object model = Mirror.field(advisor, "chatModel");
            return model == null || isSeenItself(model) ? null : new Asked(model, Mirror.get(arguments[0], "prompt"));
        }

        @Override
        public Object exit(Object asked, Object stream, Throwable error) {
            return watched(stream, (Asked) asked);
        }
    }
}
