package dev.pathwarden.samples.adk;

import com.google.adk.models.LlmRequest;
import com.google.adk.tools.FunctionTool;
import com.google.genai.types.Content;
import com.google.genai.types.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Asks a model and calls a tool of its own accord, each whatever became of the other. Prints {@code <what> ran} where that was so, and the exception where there was one. */
public final class AdkStepsProgram {

    private static Path told;

    private AdkStepsProgram() {
    }

    /** Something that is tried. */
    private interface Attempt {
        Object make();
    }

    /** @param args file for what the model is told, which is nothing */
    public static void main(String[] args) {
        told = Path.of(args[0]);
        agent("Count.");
        System.exit(0);
    }

    /** The agent. */
    static void agent(String task) {
        attempt("model", () -> new ScriptedLlm("scripted", told, List.of(List.of(Part.fromText("model ran"))))
                .generateContent(LlmRequest.builder().contents(List.of(Content.fromParts(Part.fromText(task)))).build(), false).blockingFirst().content().orElseThrow().text());
        attempt("tool", () -> FunctionTool.create(AdkStepsProgram.class, "count").runAsync(Map.of(), null).blockingGet());
    }

    /** Counts. */
    public static Map<String, Object> count() {
        return Map.of("said", "tool ran");
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            System.out.println(what + ": " + attempt.make());
        } catch (RuntimeException failed) {
            System.out.println(what + ": " + failed.getClass().getSimpleName());
        }
    }
}
