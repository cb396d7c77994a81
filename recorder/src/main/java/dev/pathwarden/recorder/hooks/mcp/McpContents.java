package dev.pathwarden.recorder.hooks.mcp;

import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.util.ArrayList;
import java.util.List;

/** The texts in what a server answered to a read resource or a prompt, bounded. */
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
        for (Object part : Mirror.all(answer, "contents")) {
            add(texts, Mirror.text(part, "text"));
        }
        for (Object message : Mirror.all(answer, "messages")) {
            add(texts, Mirror.text(Mirror.get(message, "content"), "text"));
        }
        return texts;
    }

    private static void add(List<Object> texts, String text) {
        if (text != null && texts.size() < MOST_PARTS) {
            texts.add(StepDraft.bounded(text));
        }
    }
}
