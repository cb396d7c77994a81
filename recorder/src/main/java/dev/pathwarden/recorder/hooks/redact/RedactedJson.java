package dev.pathwarden.recorder.hooks.redact;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.policies.trust.Redaction;
import java.util.Map;

/** JSON text without the words that go: they are looked for in its values, where escapes do not hide them. */
public final class RedactedJson {

    private static final int LONGEST = 1 << 20;

    private RedactedJson() {
    }

    /** The text without such words, as JSON where it was; the text itself where there are none. */
    public static String of(String text, Redaction redaction) {
        if (text == null) {
            return null;
        }
        if (parsed(text) instanceof String json) {
            String redacted = redaction.text(json);
            return redacted.equals(json) ? text : JsonText.write(redacted);
        }
        return (String) redaction.value(text);
    }

    /**
     * As {@link #of}, for the arguments of a tool.
     *
     * @throws dev.pathwarden.recorder.context.NotRedactableException where a number has to go and no text may stand in its place
     */
    public static String arguments(String text, Redaction redaction, DeclaredTypes declared) {
        if (text == null || !(parsed(text) instanceof Map<?, ?> arguments)) {
            return of(text, redaction);
        }
        Map<?, ?> redacted = RedactedValue.arguments(arguments, redaction, declared);
        return redacted == arguments ? redaction.text(text) : JsonText.write(redacted);
    }

    private static Object parsed(String text) {
        try {
            return JsonText.parse(text, LONGEST);
        } catch (JsonText.MalformedJsonException notJson) {
            return null;
        }
    }
}
