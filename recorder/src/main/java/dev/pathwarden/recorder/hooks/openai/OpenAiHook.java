package dev.pathwarden.recorder.hooks.openai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Shows each request of the library's client to the recorder before it is sent, and notes the answer.
 *
 * <p>Hooks {@code create} and {@code createStreaming} of the four services for chat completions and responses, and of their {@code withRawResponse} twins, through which the
 * services go themselves: one call is one step, however many of these it passes. A refusal is thrown to the caller, also where the method returns a future. Not seen: the
 * answer of a raw response, which the program reads from a byte stream; requests over a web socket; and the other APIs, as embeddings and images.
 */
public final class OpenAiHook implements Hook {

    private static final String BLOCKING = "com.openai.services.blocking.";
    private static final String ASYNC = "com.openai.services.async.";

    private final ModelCalls calls;

    /** A hook that reports there. */
    public OpenAiHook(ModelCalls calls) {
        this.calls = calls;
    }

    @Override
    public String id() {
        return "openai.model";
    }

    @Override
    public List<HookPoint> points() {
        List<HookPoint> points = new ArrayList<>();
        addPoints(points, "chat.ChatCompletionService", "com.openai.models.chat.completions.ChatCompletionCreateParams", new ChatCompletions());
        addPoints(points, "ResponseService", "com.openai.models.responses.ResponseCreateParams", new Responses());
        return points;
    }

    private void addPoints(List<HookPoint> points, String service, String parameters, ApiShape shape) {
        for (String implementation : List.of(BLOCKING + service + "Impl", ASYNC + service + "AsyncImpl")) {
            for (String name : List.of(implementation, implementation + "$WithRawResponseImpl")) {
                points.add(HookPoint.whenLoaded(Target.named(name), named("create").or(named("createStreaming")).and(takesArgument(0, named(parameters))), new Asked(shape))
                        .with(HookPoint.Shape.REPLACE_RESULT));
            }
        }
    }

    private final class Asked implements Interceptor {
        private final ApiShape shape;

        Asked(ApiShape shape) {
            this.shape = shape;
        }

        @Override
        public Object enter(Object service, Object[] arguments) {
            return calls.begin(() -> shape.request(arguments[0]));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ModelCall call = (ModelCall) token;
            if (error != null || result == null) {
                call.end(null, error);
                return result;
            }
            if (result instanceof CompletableFuture<?> future) {
                return call.endWith(future, this::read);
            }
            Object noting = NotingStream.of(result, call, shape);
            if (noting != null) {
                call.leave();
                return noting;
            }
            call.end(read(result), null);
            return result;
        }

        private ModelAnswer read(Object answered) {
            ModelAnswer answer = new ModelAnswer();
            shape.answer(answered, answer);
            return answer;
        }
    }
}
