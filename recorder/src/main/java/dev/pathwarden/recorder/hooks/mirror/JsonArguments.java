package dev.pathwarden.recorder.hooks.mirror;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.recorder.context.StepDraft;
import java.util.Map;

/** Arguments that a library keeps as the JSON text a model wrote. */
public final class JsonArguments {

    private static final int LONGEST = 1 << 20;
    private static final String WHOLE = "arguments";

    private JsonArguments() {
    }

    /** The arguments by name; all of the text as argument {@code arguments} where it is no JSON object or too long. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> read(String text) {
        if (text == null || text.isBlank()) {
            return Map.of();
        }
        try {
            return JsonText.parse(text, LONGEST) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of(WHOLE, StepDraft.bounded(text));
        } catch (JsonText.MalformedJsonException notJson) {
            return Map.of(WHOLE, StepDraft.bounded(text));
        }
    }
}
