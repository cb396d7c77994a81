package dev.pathwarden.recorder.hooks.sdk;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

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
 * Hooks {@code create} and {@code createStreaming} of a client's services, and of their {@code withRawResponse} twins, through which the services go themselves: one call is one step, however
 * many of these it passes. A refusal is thrown to the caller, and fails the future where {@code create} returns one.
 */
public final class ServiceCalls {

    private final ModelCalls calls;
    private final String root;

    /**
     * Calls of a client.
     *
     * @param root its root package, such as {@code com.openai}
     */
    public ServiceCalls(ModelCalls calls, String root) {
        this.calls = calls;
        this.root = root;
    }

    /**
     * The points of one API.
     *
     * @param blocking class of its blocking service
     * @param async class of its asynchronous service
     * @param parameters class of what both are asked with
     */
    public List<HookPoint> points(String blocking, String async, String parameters, ApiShape shape) {
        List<HookPoint> points = new ArrayList<>();
        for (String implementation : List.of(blocking, async)) {
            for (String name : List.of(implementation, implementation + "$WithRawResponseImpl")) {
                boolean later = implementation.equals(async);
                boolean raw = !name.equals(implementation);
                points.add(point(name, "create", parameters, new Asked(shape, later, raw)));
                points.add(point(name, "createStreaming", parameters, new Asked(shape, later && raw, raw)));
            }
        }
        return points;
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
            if (NotingResponse.isRaw(result, root) || NotingStream.isStream(result, root)) {
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
            return NotingResponse.isRaw(result, root) ? NotingResponse.of(result, call, shape, root) : NotingStream.of(result, call, shape, root);
        }
    }
}
