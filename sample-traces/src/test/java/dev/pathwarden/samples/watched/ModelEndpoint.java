package dev.pathwarden.samples.watched;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAI-compatible server on loopback, chat completions and responses, whole and streamed. What it answers depends on the last message: one that asks for the weather gets a call of
 * the first tool offered, a tool's result gets {@value #SUNNY}, one for the last word
 * {@value #LAST_WORD}, {@code break off} breaks the stream behind its first part, anything else gets {@value #HELLO}.
 */
final class ModelEndpoint implements Closeable {

    static final String HELLO = "Hello from the model.";
    static final String SUNNY = "It is sunny in Rome.";
    static final String LAST_WORD = "The last word.";
    static final long INPUT_TOKENS = 20;
    static final long CACHED_TOKENS = 8;
    static final long OUTPUT_TOKENS = 5;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Map<String, Object> USAGE = Map.of("prompt_tokens", INPUT_TOKENS, "completion_tokens", OUTPUT_TOKENS, "total_tokens", INPUT_TOKENS + OUTPUT_TOKENS,
            "prompt_tokens_details", Map.of("cached_tokens", CACHED_TOKENS));

    private final HttpServer http;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private ModelEndpoint(HttpServer http) {
        this.http = http;
    }

    static ModelEndpoint start() throws IOException {
        ModelEndpoint endpoint = new ModelEndpoint(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16));
        endpoint.http.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "model-endpoint");
            thread.setDaemon(true);
            return thread;
        }));
        endpoint.http.createContext("/v1/chat/completions", endpoint::complete);
        endpoint.http.createContext("/v1/responses", endpoint::respond);
        endpoint.http.start();
        return endpoint;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
    }

    /** The last message of each request. */
    List<String> asked() {
        return asked;
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void complete(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            JsonNode messages = request.get("messages");
            JsonNode last = messages.get(messages.size() - 1);
            asked.add(textOf(last.get("content")));
            boolean tool = textOf(last.get("content")).contains("weather") && last.get("role").asString().equals("user") && request.path("tools").size() > 0;
            String text = last.get("role").asString().equals("tool") ? SUNNY : textOf(last.get("content")).contains("last word") ? LAST_WORD : HELLO;
            if (request.path("stream").asBoolean(false)) {
                stream(exchange, request, tool, text);
            } else {
                Map<String, Object> message = tool ? Map.of("role", "assistant", "tool_calls", List.of(call(request, false))) : Map.of("role", "assistant", "content", text);
                send(exchange, Map.of("id", "chat-1", "object", "chat.completion", "created", 1, "model", "scripted-gpt",
                        "choices", List.of(Map.of("index", 0, "message", message, "finish_reason", tool ? "tool_calls" : "stop")), "usage", USAGE));
            }
        }
    }

    private void respond(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            String input = request.get("input").asString();
            asked.add(input);
            Map<String, Object> item = input.contains("weather")
                    ? Map.of("type", "function_call", "id", "fc_1", "call_id", "call_1", "name", request.get("tools").get(0).get("name").asString(), "arguments", "{\"city\":\"Rome\"}", "status", "completed")
                    : Map.of("type", "message", "id", "msg_1", "role", "assistant", "status", "completed", "content", List.of(Map.of("type", "output_text", "text", HELLO, "annotations", List.of())));
            Map<String, Object> response = Map.of("id", "resp_1", "object", "response", "created_at", 1, "status", "completed", "model", "scripted-gpt", "output", List.of(item),
                    "parallel_tool_calls", true, "tool_choice", "auto", "tools", List.of(), "usage", Map.of("input_tokens", INPUT_TOKENS, "output_tokens", OUTPUT_TOKENS,
                            "total_tokens", INPUT_TOKENS + OUTPUT_TOKENS, "input_tokens_details", Map.of("cached_tokens", CACHED_TOKENS), "output_tokens_details", Map.of("reasoning_tokens", 0)));
            if (!request.path("stream").asBoolean(false)) {
                send(exchange, response);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            if (item.get("type").equals("message")) {
                for (String part : List.of(HELLO.substring(0, 7), HELLO.substring(7))) {
                    event(out, JSON.writeValueAsString(Map.of("type", "response.output_text.delta", "content_index", 0, "delta", part, "item_id", "msg_1", "logprobs", List.of(),
                            "output_index", 0, "sequence_number", 1)));
                }
            }
            event(out, JSON.writeValueAsString(Map.of("type", "response.output_item.done", "item", item, "output_index", 0, "sequence_number", 2)));
            event(out, JSON.writeValueAsString(Map.of("type", "response.completed", "response", response, "sequence_number", 3)));
        }
    }

    private static String textOf(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        StringBuilder text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    private static Map<String, Object> call(JsonNode request, boolean indexed) {
        String name = request.get("tools").get(0).get("function").get("name").asString();
        Map<String, Object> function = Map.of("name", name, "arguments", "{\"city\":\"Rome\"}");
        return indexed ? Map.of("index", 0, "id", "call_1", "type", "function", "function", function) : Map.of("id", "call_1", "type", "function", "function", function);
    }

    private void stream(HttpExchange exchange, JsonNode request, boolean tool, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        List<Map<String, Object>> deltas = new ArrayList<>();
        if (tool) {
            deltas.add(Map.of("role", "assistant", "tool_calls", List.of(call(request, true))));
        } else {
            int third = text.length() / 3;
            deltas.add(Map.of("role", "assistant", "content", text.substring(0, third)));
            deltas.add(Map.of("content", text.substring(third, 2 * third)));
            deltas.add(Map.of("content", text.substring(2 * third)));
        }
        for (Map<String, Object> delta : deltas) {
            event(out, JSON.writeValueAsString(chunk(Map.of("index", 0, "delta", delta))));
            if (asked.get(asked.size() - 1).contains("break off")) {
                event(out, "{\"error\":");
                return;
            }
        }
        event(out, JSON.writeValueAsString(chunk(Map.of("index", 0, "delta", Map.of(), "finish_reason", tool ? "tool_calls" : "stop"))));
        event(out, JSON.writeValueAsString(Map.of("id", "chat-1", "object", "chat.completion.chunk", "created", 1, "model", "scripted-gpt", "choices", List.of(), "usage", USAGE)));
        event(out, "[DONE]");
    }

    private static Map<String, Object> chunk(Map<String, Object> choice) {
        return Map.of("id", "chat-1", "object", "chat.completion.chunk", "created", 1, "model", "scripted-gpt", "choices", List.of(choice));
    }

    private static void event(OutputStream out, String data) throws IOException {
        out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void send(HttpExchange exchange, Map<String, Object> answer) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
