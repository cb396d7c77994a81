package dev.pathwarden.samples.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.samples.script.Script.Call;
import dev.pathwarden.samples.script.Script.Line;
import dev.pathwarden.samples.script.Script.Turn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedModelServerTest {

    private static final String TOOLS = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}]";
    private static final Script SCRIPT = new Script("Looks once.", "scripted", List.of(
            new Turn(List.of(new Line(null, "I look.")), List.of(new Call("look", Map.of("at", "sky")))),
            new Turn(List.of(new Line("grey", "Bad."), new Line(null, "Good.")), List.of())));

    @TempDir
    private Path directory;
    private ScriptedModelServer server;

    @BeforeEach
    void start() throws IOException {
        server = ScriptedModelServer.start(SCRIPT, directory.resolve("requests.jsonl"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void script_playedToItsEnd_leavesNoProblemAndEveryRequestOnFile() throws Exception {
        assertThat(ask("{\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]," + TOOLS + "}").body())
                .contains("\"call_1_1\"", "{\\\"at\\\":\\\"sky\\\"}", "\"tool_calls\"");
        assertThat(ask(afterLooking("blue")).body()).contains("Good.").doesNotContain("tool_calls");

        assertThat(server.problem()).isEmpty();
        assertThat(Files.readAllLines(directory.resolve("requests.jsonl"))).hasSize(2).last().asString().contains("blue");
    }

    @Test
    void line_withCondition_isSaidWhenAResultContainsIt() throws Exception {
        assertThat(ask(afterLooking("grey")).body()).contains("Bad.");
    }

    @Test
    void agent_thatOffersNoSuchTool_deviates() throws Exception {
        HttpResponse<String> answer = ask("{\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(server.problem()).hasValueSatisfying(problem -> assertThat(problem).contains("turn 1: the script calls look, and the agent offers []"));
    }

    @Test
    void agent_thatKeepsAResultBack_deviates() throws Exception {
        ask("{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1_1\",\"function\":{\"name\":\"look\"}}]}]," + TOOLS + "}");

        assertThat(server.problem()).hasValueSatisfying(problem -> assertThat(problem).contains("did not say what came of the tool calls [call_1_1]"));
    }

    @Test
    void script_notPlayedToItsEnd_isAProblem() throws Exception {
        ask("{\"messages\":[{\"role\":\"user\",\"content\":\"go\"}]," + TOOLS + "}");

        assertThat(server.problem()).contains("The agent ended before the script did.");
    }

    @Test
    void script_whoseMiddleTurnCallsNothing_isRefused() {
        Turn silent = new Turn(List.of(new Line(null, "hm")), List.of());

        assertThatThrownBy(() -> new Script("t", "m", List.of(silent, silent))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("turn 1 of 2");
    }

    private static String afterLooking(String result) {
        return "{\"messages\":[{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"call_1_1\",\"function\":{\"name\":\"look\"}}]},"
                + "{\"role\":\"tool\",\"tool_call_id\":\"call_1_1\",\"content\":\"" + result + "\"}]," + TOOLS + "}";
    }

    private HttpResponse<String> ask(String body) throws IOException, InterruptedException {
        URI url = URI.create(server.baseUrl() + "/chat/completions");
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
