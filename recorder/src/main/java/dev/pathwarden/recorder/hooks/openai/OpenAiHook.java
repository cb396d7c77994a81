package dev.pathwarden.recorder.hooks.openai;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.sdk.ServiceCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Shows each request of the library's client to the recorder before it is sent, and notes the answer.
 *
 * <p>Hooks {@code create} and {@code createStreaming} of the four services for chat completions and responses, and of their {@code withRawResponse} twins, through which the
 * services go themselves: one call is one step, however many of these it passes. A refusal is thrown to the caller, and fails the future where {@code create} returns one. Not
 * seen: the answer of a raw response that the program reads as bytes and does not have parsed; requests over a web socket; and the other APIs, as embeddings and images.
 */
public final class OpenAiHook implements Hook {

    private static final String ROOT = "com.openai";
    private static final String BLOCKING = ROOT + ".services.blocking.";
    private static final String ASYNC = ROOT + ".services.async.";

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
    public Set<Operation> operations() {
        return Set.of(Operation.MODEL_CHAT);
    }

    @Override
    public List<HookPoint> points() {
        ServiceCalls services = new ServiceCalls(calls, ROOT);
        List<HookPoint> points = new ArrayList<>(services.points(BLOCKING + "chat.ChatCompletionServiceImpl", ASYNC + "chat.ChatCompletionServiceAsyncImpl",
                ROOT + ".models.chat.completions.ChatCompletionCreateParams", new ChatCompletions()));
        points.addAll(services.points(BLOCKING + "ResponseServiceImpl", ASYNC + "ResponseServiceAsyncImpl", ROOT + ".models.responses.ResponseCreateParams", new Responses()));
        return points;
    }
}
