package dev.pathwarden.recorder.hooks.openai;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Shows each request of the library's client to the recorder before it is sent, and notes the answer.
 *
 * <p>Hooks {@code create} and {@code createStreaming} of the four services for chat completions and responses, and of their {@code withRawResponse} twins, through which the
 * services go themselves: one call is one step, however many of these it passes. A refusal is thrown to the caller, and fails the future where {@code create} returns one. Not
 * seen: the answer of a raw response that the program reads as bytes and does not have parsed; requests over a web socket; and the other APIs, as embeddings and images.
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
                boolean async = implementation.startsWith(ASYNC);
                boolean raw = !name.equals(implementation);
                points.add(point(name, "create", parameters, new Asked(shape, async, raw)));
                points.add(point(name, "createStreaming", parameters, new Asked(shape, async && raw, raw)));
            }
        }
    }

    private static HookPoint point(String className, String method, String parameters, Interceptor interceptor) {
        return HookPoint.whenLoaded(Target.named(className), named(method).and(takesArgument(0, named(parameters))), interceptor).with(HookPoint.Shape.ANSWER);
    }

    private final class Asked implements Interceptor {
        private final ApiShape shape;
        private final boolean future;
        private final boolean raw;

        /**
         * Around one method.
         *
         * @param future it returns a future
         * @param raw it returns a response that is not parsed
         */
        Asked(ApiShape shape, boolean future, boolean raw) {
            this.shape = shape;
            this.future = future;
            this.raw = raw;
        }

        @Override
        public Object enter(Object service, Object[] arguments) {
            try {
                return calls.begin(() -> shape.request(arguments[0]));
            } catch (PathwardenBlockedException blocked) {
                if (future) {
                    return new PathwardenGate.Instead(CompletableFuture.failedFuture(blocked));
                }
                throw blocked;
            }
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ModelCall call = (ModelCall) token;
            if (error != null || result == null) {
                call.end(null, error);
                return result;
            }
            if (NotingResponse.isRaw(result) || NotingStream.isStream(result)) {
                call.leave();
                return noting(result, call);
            }
            if (result instanceof CompletableFuture<?> answered) {
                return raw ? unparsed(answered, call) : call.endWith(answered, shape::read);
            }
            call.end(shape.read(result), null);
            return result;
        }

        /** The future of a response that is parsed only when the program asks for that. */
        private CompletableFuture<Object> unparsed(CompletableFuture<?> response, ModelCall call) {
            call.leave();
            return response.handle((unread, failure) -> {
                if (failure == null) {
                    return noting(unread, call);
                }
                call.end(null, failure);
                throw failure instanceof CompletionException wrapped ? wrapped : new CompletionException(failure);
            });
        }

        private Object noting(Object result, ModelCall call) {
            return NotingResponse.isRaw(result) ? NotingResponse.of(result, call, shape) : NotingStream.of(result, call, shape);
        }
    }
}
