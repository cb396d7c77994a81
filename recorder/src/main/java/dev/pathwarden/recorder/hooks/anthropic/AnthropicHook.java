package dev.pathwarden.recorder.hooks.anthropic;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.sdk.ServiceCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Shows each message request of the library's client to the recorder before it is sent, and notes the answer.
 *
 * <p>Hooks the four services for messages: blocking and asynchronous, and their beta twins, which the library's tool runner uses. A refusal is thrown to the caller, and fails the future where
 * {@code create} returns one. Not seen: batches, the older completions, and the answer of a raw response that the program does not have parsed.
 */
public final class AnthropicHook implements Hook {

    private static final String ROOT = "com.anthropic";

    private final ModelCalls calls;

    /** A hook that reports there. */
    public AnthropicHook(ModelCalls calls) {
        this.calls = calls;
    }

    @Override
    public String id() {
        return "anthropic.model";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MODEL_CHAT);
    }

    @Override
    public List<HookPoint> points() {
        ServiceCalls services = new ServiceCalls(calls, ROOT);
        MessagesApi shape = new MessagesApi();
        List<HookPoint> points = new ArrayList<>(services.points(ROOT + ".services.blocking.MessageServiceImpl", ROOT + ".services.async.MessageServiceAsyncImpl",
                ROOT + ".models.messages.MessageCreateParams", shape));
        points.addAll(services.points(ROOT + ".services.blocking.beta.MessageServiceImpl", ROOT + ".services.async.beta.MessageServiceAsyncImpl",
                ROOT + ".models.beta.messages.MessageCreateParams", shape));
        return points;
    }
}
