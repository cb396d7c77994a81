package dev.pathwarden.samples.genai;

import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Lets the client call the functions that the model asks for, blocking and asynchronous, and asks for a first answer as a stream. */
public final class GenAiProgram {

    private static final String MODEL = "scripted-gemini";
    private static final String WISH = "Tidy up my notes.";

    private static Client client;
    private static Path notes;

    private GenAiProgram() {
    }

    /** @param args URL of the model's server, and directory with the notes */
    public static void main(String[] args) {
        client = Client.builder().apiKey("not-a-real-key").httpOptions(HttpOptions.builder().baseUrl(args[0]).build()).build();
        notes = Path.of(args[1]);
        for (String way : List.of("functions", "future", "streamed")) {
            System.out.println(way + ": " + tidy(way));
        }
        System.exit(0);
    }

    /** The agent. @param way how it asks the model */
    static String tidy(String way) {
        return switch (way) {
            case "functions" -> client.models.generateContent(MODEL, WISH, config()).text();
            case "future" -> client.async.models.generateContent(MODEL, WISH, config()).join().text();
            default -> streamed();
        };
    }

    /** Reads a note. */
    public static String readNote(String name) throws IOException {
        return Files.readString(notes.resolve(name));
    }

    /** Deletes a note. */
    public static String deleteNote(String name) throws IOException {
        Files.delete(notes.resolve(name));
        return "deleted";
    }

    private static GenerateContentConfig config() {
        List<Method> functions = Stream.of(GenAiProgram.class.getMethods()).filter(method -> method.getName().endsWith("Note")).toList();
        return GenerateContentConfig.builder().systemInstruction(Content.fromParts(Part.fromText("You keep notes."))).temperature(0.5f)
                .tools(Tool.builder().functions(functions).build()).build();
    }

    private static String streamed() {
        StringBuilder text = new StringBuilder();
        try (ResponseStream<GenerateContentResponse> stream = client.models.generateContentStream(MODEL, WISH, config())) {
            for (GenerateContentResponse part : stream) {
                part.parts().forEach(said -> said.text().ifPresent(text::append));
            }
        }
        return text.toString();
    }
}
