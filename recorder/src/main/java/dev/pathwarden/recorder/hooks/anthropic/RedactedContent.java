package dev.pathwarden.recorder.hooks.anthropic;

import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.policies.trust.Redaction;
import dev.pathwarden.recorder.context.NotRedactableException;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.mirror.Optionals;
import dev.pathwarden.recorder.hooks.redact.DeclaredTypes;
import dev.pathwarden.recorder.hooks.redact.RedactedJson;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What a tool of the library's tool runner gets and gives back, without the words that go, made by the library's own factories. */
final class RedactedContent {

    private static final String VALUE = "com.anthropic.core.JsonValue";
    private static final String WRITER = "com.anthropic.core.StructuredOutputsKt";
    private static final int LONGEST = 1 << 20;

    private RedactedContent() {
    }

    /** The input, of which the tool gets the JSON text. */
    static Object input(Object tool, Object input, Redaction redaction) {
        try {
            ClassLoader loader = tool.getClass().getClassLoader();
            Object text = Class.forName(WRITER, true, loader).getMethod("toJsonString", Object.class).invoke(null, input);
            if (!(text instanceof String json) || !(JsonText.parse(json, LONGEST) instanceof Map<?, ?> arguments)) {
                return null;
            }
            Map<?, ?> redacted = RedactedValue.arguments(arguments, redaction, DeclaredTypes.ofSchema(() -> schema(tool)));
            return redacted == arguments ? input : Class.forName(VALUE, true, loader).getMethod("from", Object.class).invoke(null, redacted);
        } catch (ReflectiveOperationException otherVersion) {
            return null;
        }
    }

    private static Object schema(Object tool) {
        Object properties = Optionals.get(tool, "definition$anthropic_java_core", "inputSchema", "properties");
        return Map.of("properties", JsonFields.object(properties));
    }

    /**
     * The result: a text, or blocks, of which text is read and images and references to tools are let through.
     *
     * @throws NotRedactableException where words cannot be taken out of it
     */
    static Object result(Object content, Redaction redaction) {
        try {
            String text = Optionals.text(content, "string");
            if (text != null) {
                String redacted = RedactedJson.of(text, redaction);
                return redacted.equals(text) ? content : content.getClass().getMethod("ofString", String.class).invoke(null, redacted);
            }
            Collection<?> blocks = Optionals.all(content, "blocks");
            if (blocks.isEmpty() && Optionals.get(content, "_json") != null) {
                throw new NotRedactableException("it is JSON of a kind that the library does not know");
            }
            List<Object> redacted = new ArrayList<>();
            for (Object block : blocks) {
                redacted.add(block(block, redaction));
            }
            return content.getClass().getMethod("ofBlocks", List.class).invoke(null, redacted);
        } catch (ReflectiveOperationException otherVersion) {
            throw new NotRedactableException("in this version of its library no other can be made");
        }
    }

    private static Object block(Object block, Redaction redaction) throws ReflectiveOperationException {
        Object param = Optionals.get(block, "text");
        String text = Mirror.text(param, "text");
        if (text != null) {
            Object builder = param.getClass().getMethod("toBuilder").invoke(param);
            builder = builder.getClass().getMethod("text", String.class).invoke(builder, RedactedJson.of(text, redaction));
            return block.getClass().getMethod("ofText", param.getClass()).invoke(null, builder.getClass().getMethod("build").invoke(builder));
        }
        if (Optionals.get(block, "image") != null || Optionals.get(block, "toolReference") != null) {
            return block;
        }
        throw new NotRedactableException("it holds a block that is neither text nor image");
    }
}
