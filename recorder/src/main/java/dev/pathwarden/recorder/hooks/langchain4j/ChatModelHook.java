package dev.pathwarden.recorder.hooks.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.model.ModelAnswer;
import dev.pathwarden.recorder.hooks.model.ModelCall;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Shows a request to a LangChain4j chat model before it is sent, and notes the answer.
 *
 * <p>Hooks {@code chat(ChatRequest ..)} where the interface or a class defines it, and {@code doChat(ChatRequest)} of classes whose name contains
 * {@code Model}. Not seen: models that are lambdas and override both.
 */
public final class ChatModelHook implements Hook, Interceptor {

    private static final ElementMatcher<MethodDescription> ASKED = named("chat").or(named("doChat")).<MethodDescription>and(takesArgument(0, named(Names.CHAT_REQUEST)));

    private final ModelCalls calls;

    /** A hook that reports there. */
    public ChatModelHook(ModelCalls calls) {
        this.calls = calls;
    }

    @Override
    public String id() {
        return "langchain4j.model";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.MODEL_CHAT);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.CHAT_MODEL), ASKED, this),
                HookPoint.whenLoaded(Target.subtypesOf(Names.CHAT_MODEL, "Model"), ASKED, this));
    }

    @Override
    public Object enter(Object model, Object[] arguments) {
        return calls.begin(() -> ModelRequests.read(model, arguments[0]));
    }

    @Override
    public Object exit(Object token, Object response, Throwable error) {
        ModelAnswer answer = new ModelAnswer();
        Messages.readAnswer(response, answer);
        ((ModelCall) token).end(response == null ? null : answer, error);
        return response;
    }
}
