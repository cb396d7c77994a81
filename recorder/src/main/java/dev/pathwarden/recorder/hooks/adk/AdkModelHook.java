package dev.pathwarden.recorder.hooks.adk;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.genai.Contents;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.model.ModelRequest;
import dev.pathwarden.recorder.hooks.model.StreamedCall;
import dev.pathwarden.recorder.hooks.reactive.Streams;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Shows a request to a model before it is sent, and notes the answer as its stream brings it.
 *
 * <p>Hooks {@code generateContent(LlmRequest, boolean)} of the library's own models, and of a program's whose class name contains {@code Llm} or {@code Model}. Not seen: others, and live
 * connections.
 */
public final class AdkModelHook implements Hook {

    private static final Map<String, String> PROVIDERS = Map.of("Gemini", "google_genai", "Claude", "anthropic");

    private final Recorder recorder;
    private final ModelCalls calls;
    private final Streams streams;
    private final Askers askers;

    AdkModelHook(Recorder recorder, ModelCalls calls, Streams streams, Askers askers) {
        this.askers = askers;
        this.recorder = recorder;
        this.calls = calls;
        this.streams = streams;
    }

    @Override
    public String id() {
        return "adk.model";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MODEL_CHAT);
    }

    @Override
    public List<HookPoint> points() {
        return List.of("com.google.adk.models.", "Llm", "Model").stream()
                .map(part -> HookPoint.whenLoaded(Target.subtypesOf(Names.LLM, part), named("generateContent").and(takesArgument(0, named(Names.LLM_REQUEST))), new Asked()).with(Shape.REPLACE_RESULT).givingWhatActs())
                .toList();
    }

    private final class Asked implements Interceptor {
        @Override
        public Object enter(Object model, Object[] arguments) {
            return new Object[] {model, arguments[0]};
        }

        @Override
        public Object exit(Object token, Object stream, Throwable error) {
            Object model = ((Object[]) token)[0];
            Object request = ((Object[]) token)[1];
            return streams.watched(stream, Operation.MODEL_CHAT, () -> {
                Reader reader = new Reader();
                reader.call = StreamedCall.begin(recorder, calls, () -> request(model, request), reader);
                return reader.call;
            });
        }
    }

    private static ModelRequest request(Object model, Object request) {
        String asked = Optionals.text(request, "model");
        ModelRequest read = ModelRequest.to(PROVIDERS.get(model.getClass().getSimpleName()), asked == null ? Mirror.text(model, "model") : asked).by(model);
        Contents.addConfig(read, Optionals.get(request, "config"));
        Mirror.all(request, "contents").forEach(content -> Contents.addContent(read, content));
        return read;
    }

    /** Reads one stream: behind its partial responses comes one that says it all again. */
    private final class Reader implements BiConsumer<ModelAnswer, Object> {
        private StreamedCall call;
        private boolean partial;

        @Override
        public void accept(ModelAnswer answer, Object response) {
            askers.answered(call.around().step(), call.within().step());
            boolean part = Boolean.TRUE.equals(Optionals.get(response, "partial"));
            Contents.addTo(answer, Optionals.get(response, "content"), part || !partial);
            partial |= part;
            Contents.addUsage(answer, Optionals.get(response, "usageMetadata"));
        }
    }
}
