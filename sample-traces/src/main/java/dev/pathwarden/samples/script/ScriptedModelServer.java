package dev.pathwarden.samples.script;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A model server on loopback that plays a {@link Script}: OpenAI's chat completions under {@code /v1/chat/completions}, Anthropic's messages under {@code /v1/messages} and Gemini's under
 * {@code /v1beta/models}.
 *
 * <p>A request for a stream gets the same answer in pieces. Keeps every request it receives, one per line, in a file: what the model was told. A request that the script does not foresee is
 * answered with status 409 and counts as a deviation.
 */
public final class ScriptedModelServer implements Closeable {

    private static final int BACKLOG = 16;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer http;
    private final ScriptedModel model;
    private final Path requests;
    private final List<String> deviations = new CopyOnWriteArrayList<>();
    private volatile boolean finished;

    private ScriptedModelServer(HttpServer http, Script script, Path requests) {
        this.http = http;
        this.model = new ScriptedModel(script, JSON);
        this.requests = requests;
    }

    /**
     * Starts a server on a free loopback port.
     *
     * @param requests file that the requests are appended to
     * @throws IOException if no port could be bound
     */
    public static ScriptedModelServer start(Script script, Path requests) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        ScriptedModelServer server = new ScriptedModelServer(http, script, requests);
        http.createContext("/v1/chat/completions", server::complete);
        http.createContext("/v1/messages", exchange -> server.speak(exchange, new AnthropicDialect(), request -> request.path("stream").asBoolean(false)));
        http.createContext("/v1beta/models", exchange -> server.speak(exchange, new GeminiDialect(), request -> exchange.getRequestURI().getPath().endsWith(":streamGenerateContent")));
        http.start();
        return server;
    }

    /** The base URL for an OpenAI client. */
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/v1");
    }

    /** The URL for a client of Anthropic or Gemini. */
    public URI rootUrl() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    /** What is wrong with how the script was played so far: a deviation, or that it was not played to its end. Empty if nothing is. */
    public Optional<String> problem() {
        if (!deviations.isEmpty()) {
            return Optional.of("The agent left the script: " + String.join("; ", deviations) + ".");
        }
        return finished ? Optional.empty() : Optional.of("The agent ended before the script did.");
    }

    /** Stops listening. */
    @Override
    public void close() {
        http.stop(0);
    }

    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            keep(body);
            try {
                JsonNode request = JSON.readTree(body);
                Map<String, Object> answer = model.answer(request);
                finished |= model.isLast(request);
                if (request.path("stream").asBoolean(false)) {
                    stream(exchange, answer);
                } else {
                    send(exchange, 200, answer);
                }
            } catch (DeviationException | JacksonException deviation) {
                deviations.add(deviation.getMessage());
                send(exchange, 409, Map.of("error", Map.of("type", "script_deviation", "message", deviation.getMessage())));
            }
        }
    }

    private void speak(HttpExchange exchange, Dialect dialect, Predicate<JsonNode> streamed) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            keep(body);
            try {
                JsonNode request = JSON.readTree(body);
                JsonNode asked = dialect.asked(request);
                Map<String, Object> completion = model.answer(asked);
                finished |= model.isLast(asked);
                if (streamed.test(request)) {
                    sendEvents(exchange, dialect.events(completion));
                } else {
                    send(exchange, 200, dialect.answer(completion));
                }
            } catch (DeviationException | JacksonException deviation) {
                deviations.add(deviation.getMessage());
                send(exchange, 409, Map.of("error", Map.of("type", "script_deviation", "code", 409, "message", deviation.getMessage())));
            }
        }
    }

    private static void sendEvents(HttpExchange exchange, List<Map<String, Object>> events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (Map<String, Object> event : events) {
            String name = event.get("type") instanceof String type ? "event: " + type + "\n" : "";
            exchange.getResponseBody().write((name + "data: " + JSON.writeValueAsString(event) + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private synchronized void keep(byte[] body) throws IOException {
        String line = new String(body, StandardCharsets.UTF_8).replace("\r", "").replace("\n", " ") + "\n";
        Files.writeString(requests, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void stream(HttpExchange exchange, Map<String, Object> answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (Map<String, Object> chunk : CompletionChunks.of(answer)) {
            exchange.getResponseBody().write(("data: " + JSON.writeValueAsString(chunk) + "\n\n").getBytes(StandardCharsets.UTF_8));
        }
        exchange.getResponseBody().write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, Map<String, Object> answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
