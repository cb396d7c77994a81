package dev.pathwarden.recorder.hooks.langchain4j;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Shows a request to a LangChain4j chat model before it is sent, and notes the answer.
 *
 * <p>Hooks {@code chat(ChatRequest ..)} where the interface or a class defines it, and {@code doChat(ChatRequest)} of classes whose name contains
 * {@code Model}; of nested calls, as a model that asks another, only the outermost is a step. Not seen: streaming models, and models that are
 * lambdas and override both.
 */
public final class ChatModelHook implements Hook, Interceptor {

    private static final ElementMatcher<MethodDescription> ASKED = named("chat").or(named("doChat")).<MethodDescription>and(takesArgument(0, named(Names.CHAT_REQUEST)));

    private final Recorder recorder;
    private final ToolRequests requests;
    private final SeenMessages seen = new SeenMessages();

    /** A hook whose answers tell the tool hook who asked for which tool. */
    public ChatModelHook(Recorder recorder, ToolRequests requests) {
        this.recorder = recorder;
        this.requests = requests;
    }

    @Override
    public String id() {
        return "langchain4j.model";
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.whenLoaded(Target.named(Names.CHAT_MODEL), ASKED, this),
                HookPoint.whenLoaded(Target.subtypesOf(Names.CHAT_MODEL, "Model"), ASKED, this));
    }

    @Override
    public Object enter(Object model, Object[] arguments) {
        if (recorder.within(this)) {
            return null;
        }
        Object request = arguments[0];
        String name = modelName(model, request);
        List<Object> tools = new ArrayList<>();
        Mirror.all(request, "toolSpecifications").forEach(tool -> tools.add(String.valueOf(Mirror.text(tool, "name"))));
        StepDraft draft = StepDraft.of(Operation.MODEL_CHAT, name == null ? model.getClass().getSimpleName() : name)
                .about(this)
                .fact(Field.MODEL_NAME, name)
                .fact(Field.MODEL_PROVIDER, provider(model))
                .fact(Field.MODEL_TOOLS, tools);
        seen.addNew(Mirror.all(request, "messages"), recorder.here(), draft);
        return recorder.begin(draft);
    }

    @Override
    public Object exit(Object token, Object response, Throwable error) {
        OpenStep step = (OpenStep) token;
        Object message = Mirror.get(response, "aiMessage");
        requests.askedBy(step.id(), Mirror.all(message, "toolExecutionRequests"));
        step.end(message == null ? null : Messages.answer(message), error, usage(response));
        return response;
    }

    private static Facts usage(Object response) {
        Object usage = Mirror.get(response, "tokenUsage");
        Map<Field, Object> facts = new EnumMap<>(Field.class);
        put(facts, Field.MODEL_INPUT_TOKENS, Mirror.integer(usage, "inputTokenCount"));
        put(facts, Field.MODEL_OUTPUT_TOKENS, Mirror.integer(usage, "outputTokenCount"));
        return Facts.of(facts);
    }

    private static void put(Map<Field, Object> facts, Field field, Object value) {
        if (value != null) {
            facts.put(field, value);
        }
    }

    private static String modelName(Object model, Object request) {
        String asked = Mirror.text(request, "modelName");
        return asked != null ? asked : Mirror.text(Mirror.get(model, "defaultRequestParameters"), "modelName");
    }

    private static String provider(Object model) {
        String provider = Mirror.constant(model, "provider");
        return provider == null || provider.equals("OTHER") ? null : provider.toLowerCase(Locale.ROOT);
    }
}
