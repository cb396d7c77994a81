package dev.pathwarden.recorder.hooks.redact;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.policies.trust.Redaction;

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
        try {
            Object value = JsonText.parse(text, LONGEST);
            Object redacted = redaction.value(value);
            return redacted.equals(value) ? text : JsonText.write(redacted);
        } catch (JsonText.MalformedJsonException notJson) {
            return redaction.text(text);
        }
    }
}
