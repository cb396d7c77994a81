package dev.pathwarden.samples.script;

import dev.pathwarden.samples.script.Script.Call;
import dev.pathwarden.samples.script.Script.Line;
import dev.pathwarden.samples.script.Script.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a {@link Script} from JSON. */
public final class ScriptReader {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ScriptReader() {
    }

    /**
     * Reads a script that travels with the samples, or a file.
     *
     * @param name path of a JSON file, or the name of a shipped script such as {@code customer-report/plaintext}
     * @throws IOException if there is no such script, or it is not one; the message says where
     */
    public static Script read(String name) throws IOException {
        return read(name, Map.of());
    }

    /**
     * Reads a script in which <code>{{NAME}}</code> stands for something that is known only when it is played, such as the address of a server.
     *
     * @param words what each NAME stands for
     * @throws IOException as of {@link #read(String)}
     */
    public static Script read(String name, Map<String, String> words) throws IOException {
        if (name.endsWith(".json")) {
            try (InputStream in = Files.newInputStream(Path.of(name))) {
                return parse(name, in, words);
            }
        }
        try (InputStream in = ScriptReader.class.getResourceAsStream("/" + name + ".json")) {
            if (in == null) {
                throw new IOException("there is no script '" + name + "'; name a .json file or a shipped script such as customer-report/plaintext");
            }
            return parse(name, in, words);
        }
    }

    private static Script parse(String name, InputStream in, Map<String, String> words) throws IOException {
        try {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> word : words.entrySet()) {
                text = text.replace("{{" + word.getKey() + "}}", word.getValue());
            }
            JsonNode root = JSON.readTree(text);
            List<Turn> turns = new ArrayList<>();
            for (JsonNode turn : root.required("turns")) {
                turns.add(turn(turn));
            }
            return new Script(root.required("title").asString(), root.required("model").asString(), turns);
        } catch (JacksonException | IllegalArgumentException notAScript) {
            throw new IOException("script " + name + " cannot be read: " + notAScript.getMessage(), notAScript);
        }
    }

    private static Turn turn(JsonNode turn) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode line : turn.required("say")) {
            JsonNode condition = line.get("ifResultContains");
            lines.add(new Line(condition == null ? null : condition.asString(), line.required("text").asString()));
        }
        List<Call> calls = new ArrayList<>();
        for (JsonNode call : turn.path("calls")) {
            calls.add(new Call(call.required("tool").asString(), arguments(call.path("arguments"))));
        }
        return new Turn(lines, calls);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> arguments(JsonNode arguments) {
        return arguments.isMissingNode() ? Map.of() : JSON.convertValue(arguments, Map.class);
    }
}
