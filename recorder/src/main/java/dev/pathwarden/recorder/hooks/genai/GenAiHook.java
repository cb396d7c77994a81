package dev.pathwarden.recorder.hooks.genai;

import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.WeakIdentityMap;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import dev.pathwarden.recorder.hooks.model.AfterEnd;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import dev.pathwarden.recorder.hooks.model.ModelStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Shows each request of the library's client to the recorder before it is sent, and notes the answer, whole or as the program takes it out of its stream.
 *
 * <p>Hooks the methods behind {@code generateContent} and {@code generateContentStream} of {@code Models} and {@code AsyncModels}, which send one request each: where the client calls functions
 * of itself and asks again, each request is a step. Not seen: live sessions, and the other methods, as for embeddings and images.
 */
public final class GenAiHook implements Hook {

    private static final String MODELS = "com.google.genai.Models";
    private static final String ASYNC_MODELS = "com.google.genai.AsyncModels";
    private static final String STREAM = "com.google.genai.ResponseStream";

    private final Recorder recorder;
    private final ModelCalls calls;
    private final WeakIdentityMap<ModelStream> streams = new WeakIdentityMap<>();

    /** A hook that reports there. */
    public GenAiHook(Recorder recorder, ModelCalls calls) {
        this.recorder = recorder;
        this.calls = calls;
    }

    @Override
    public String id() {
        return "genai.model";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MODEL_CHAT);
    }

    @Override
    public List<HookPoint> points() {
        var whole = named("privateGenerateContent").and(takesArguments(3)).and(takesArgument(0, String.class));
        var streamed = named("privateGenerateContentStream").and(takesArguments(3)).and(takesArgument(0, String.class));
        return List.of(
                HookPoint.whenLoaded(Target.named(MODELS), whole, new Asked()),
                HookPoint.whenLoaded(Target.named(MODELS), streamed, new Streamed()),
                HookPoint.whenLoaded(Target.named(ASYNC_MODELS), whole, new Asked()).with(Shape.REPLACE_RESULT),
                HookPoint.whenLoaded(Target.named(ASYNC_MODELS), streamed, new Streamed()).with(Shape.REPLACE_RESULT),
                HookPoint.whenLoaded(Target.named(STREAM + "$ResponseStreamIterator"), named("next").and(not(isBridge())), new Taken()).noting(),
                HookPoint.whenLoaded(Target.named(STREAM + "$ResponseStreamIterator"), named("hasNext").and(takesArguments(0)), new AskedForMore()).noting(),
                HookPoint.whenLoaded(Target.named(STREAM), named("close").and(takesArguments(0)), (stream, arguments) -> {
                    ModelStream open = streams.get(iterator(stream));
                    if (open != null) {
                        open.cancelled();
                    }
                    return null;
                }).noting());
    }

    private ModelCall begin(Object models, Object[] arguments) {
        return calls.begin(() -> {
            Object client = Mirror.field(models, "apiClient");
            ModelRequest request = ModelRequest.to(Boolean.TRUE.equals(Mirror.get(client, "vertexAI")) ? "vertex_ai" : "google_genai", (String) arguments[0]).by(models);
            Contents.addConfig(request, arguments[2]);
            if (arguments[1] instanceof Collection<?> contents) {
                contents.forEach(content -> Contents.addContent(request, content));
            }
            return request;
        });
    }

    private static ModelAnswer read(Object response) {
        ModelAnswer answer = new ModelAnswer();
        add(answer, response);
        return answer;
    }

    /** Of several candidates the first is the answer. */
    private static void add(ModelAnswer answer, Object response) {
        for (Object candidate : Optionals.all(response, "candidates")) {
            Contents.addTo(answer, Optionals.get(candidate, "content"), true);
            break;
        }
        Contents.addUsage(answer, Optionals.get(response, "usageMetadata"));
    }

    private void watch(Object stream, ModelStream noting) {
        Object iterator = iterator(stream);
        if (iterator == null) {
            noting.completed();
        } else {
            streams.put(iterator, noting);
        }
    }

    private static Object iterator(Object stream) {
        return Mirror.field(stream, "iterator");
    }

    private final class Asked implements Interceptor {
        @Override
        public Object enter(Object models, Object[] arguments) {
            return begin(models, arguments);
        }

        @Override
        public Object exit(Object call, Object result, Throwable error) {
            if (result instanceof CompletableFuture<?> future) {
                return ((ModelCall) call).endWith(future, GenAiHook::read);
            }
            ((ModelCall) call).end(result == null ? null : read(result), error);
            return result;
        }
    }

    private final class Streamed implements Interceptor {
        @Override
        public Object enter(Object models, Object[] arguments) {
            return begin(models, arguments);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ModelCall call = (ModelCall) token;
            if (error != null || result == null) {
                call.end(null, error);
                return result;
            }
            ModelStream noting = call.stream();
            call.leave();
            if (result instanceof CompletableFuture<?> future) {
                return AfterEnd.of(recorder, future, (stream, failure) -> {
                    if (failure == null) {
                        watch(stream, noting);
                    } else {
                        noting.failed(failure);
                    }
                });
            }
            watch(result, noting);
            return result;
        }
    }

    /** The program takes a part. */
    private final class Taken implements Interceptor {
        @Override
        public Object enter(Object iterator, Object[] arguments) {
            return streams.get(iterator);
        }

        @Override
        public Object exit(Object stream, Object response, Throwable error) {
            if (error == null) {
                ((ModelStream) stream).arrived(answer -> add(answer, response));
            } else {
                ((ModelStream) stream).failed(error);
            }
            return response;
        }
    }

    /** The program asks whether there is more. */
    private final class AskedForMore implements Interceptor {
        @Override
        public Object enter(Object iterator, Object[] arguments) {
            return streams.get(iterator);
        }

        @Override
        public Object exit(Object stream, Object more, Throwable error) {
            if (Boolean.FALSE.equals(more)) {
                ((ModelStream) stream).completed();
            }
            return more;
        }
    }
}
