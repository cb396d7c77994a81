package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.model.step.Values;
import dev.pathwarden.recorder.context.NotRedactableException;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import dev.pathwarden.recorder.hooks.redact.RedactedValue;
import java.util.ArrayList;
import java.util.List;

/** The texts in what a server answered, bounded. */
final class McpContents {

    private static final int MOST_PARTS = 64;

    private McpContents() {
    }

    /** The texts, in order; null where the answer is. */
    static List<Object> read(Object answer) {
        if (answer == null) {
            return null;
        }
        List<Object> texts = new ArrayList<>();
        for (Object part : Mirror.all(answer, "content")) {
            add(texts, Mirror.text(part, "text"));
        }
        for (Object part : Mirror.all(answer, "contents")) {
            add(texts, Mirror.text(part, "text"));
        }
        for (Object message : Mirror.all(answer, "messages")) {
            add(texts, Mirror.text(Mirror.get(message, "content"), "text"));
        }
        return texts;
    }

    /**
     * An answer as it is passed on: without the words that the step is to lose; where they cannot be taken out of it, an answer in its place that tells the model so.
     *
     * @throws PathwardenBlockedException where no such answer can be made
     */
    static Object given(OpenStep step, Object answer) {
        if (answer == null || step.redaction() == null) {
            return answer;
        }
        try {
            return RedactedValue.result(answer, step.redaction());
        } catch (NotRedactableException cannot) {
            return McpRefusal.instead(answer);
        }
    }

    /** Ends the step with a server's answer, which may be that the tool failed. */
    static void end(OpenStep step, Object answer, Throwable error) {
        List<Object> texts = read(answer);
        Object structured = Mirror.get(answer, "structuredContent");
        Object result = texts == null ? null : texts.isEmpty() && structured != null ? Values.copyOf(structured) : texts.size() == 1 ? texts.get(0) : texts;
        if (error == null && Boolean.TRUE.equals(Mirror.get(answer, "isError"))) {
            step.failed(result instanceof String said ? said : "the tool reported an error", result);
        } else {
            step.end(result, error);
        }
    }

    private static void add(List<Object> texts, String text) {
        if (text != null && texts.size() < MOST_PARTS) {
            texts.add(StepDraft.bounded(text));
        }
    }
}
