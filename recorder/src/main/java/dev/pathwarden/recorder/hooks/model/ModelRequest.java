package dev.pathwarden.recorder.hooks.model;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What a program asks of a model, as far as its library says. Texts and counts are bounded. For one thread. */
public final class ModelRequest {

    private static final int MOST_TOOLS = 500;
    private static final int MOST_PARAMETERS = 50;

    private final String provider;
    private final String model;
    private final List<Object> tools = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<Given> messages = new ArrayList<>();
    private String caller;
    private String promptName;
    private String promptVersion;

    private ModelRequest(String provider, String model) {
        this.provider = Providers.named(provider);
        this.model = model;
    }

    /**
     * A request.
     *
     * @param provider who serves the model, in the library's spelling; null where it does not say
     * @param model the model asked for; null where the library does not say
     */
    public static ModelRequest to(String provider, String model) {
        return new ModelRequest(provider, model);
    }

    /** Names the step where the model has no name: the simple name of the library's class. */
    public ModelRequest by(Object caller) {
        this.caller = caller.getClass().getSimpleName();
        return this;
    }

    /** Adds a tool that is offered to the model. */
    public ModelRequest tool(String name) {
        if (tools.size() < MOST_TOOLS) {
            tools.add(String.valueOf(name));
        }
        return this;
    }

    /**
     * Adds a parameter of the call; null leaves it out.
     *
     * @param name {@code temperature}, {@code topP}, {@code topK}, {@code maxTokens}, {@code stop}, {@code seed} or what else the library calls it
     * @param value a recorded value
     */
    public ModelRequest parameter(String name, Object value) {
        if (value != null && parameters.size() < MOST_PARAMETERS) {
            parameters.put(name, value instanceof String text ? StepDraft.bounded(text) : value);
        }
        return this;
    }

    /** Names the prompt that the library manages, and its version; each null where there is none. */
    public ModelRequest prompt(String name, String version) {
        promptName = name;
        promptVersion = version;
        return this;
    }

    /**
     * Adds a message of the conversation. Only those that the run has not recorded yet are read.
     *
     * @param identity the library's message; the same object later is the same message. Null where the library makes them anew for each request: then a message that says the
     *        same at the same place of the conversation is the same
     * @param reader reads it
     */
    public ModelRequest message(Object identity, Supplier<ChatMessage> reader) {
        messages.add(new Given(identity, reader));
        return this;
    }

    String provider() {
        return provider;
    }

    String model() {
        return model;
    }

    List<Given> messages() {
        return messages;
    }

    StepDraft draft() {
        StepDraft draft = StepDraft.of(Operation.MODEL_CHAT, model != null ? StepDraft.bounded(model) : caller != null ? caller : "model")
                .fact(Field.MODEL_NAME, model)
                .fact(Field.MODEL_PROVIDER, provider)
                .fact(Field.MODEL_TOOLS, tools)
                .fact(Field.MODEL_PROMPT_NAME, promptName)
                .fact(Field.MODEL_PROMPT_VERSION, promptVersion);
        return parameters.isEmpty() ? draft : draft.argument("parameters", parameters);
    }

    record Given(Object identity, Supplier<ChatMessage> reader) {
    }
}
