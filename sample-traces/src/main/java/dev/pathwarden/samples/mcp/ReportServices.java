package dev.pathwarden.samples.mcp;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The server's tools: a report policy, report templates, and a fetcher of web pages.
 *
 * <p>A template carries an instruction that does not belong there, as content from elsewhere may. The fetcher fetches from loopback only: what
 * the sample shows is that the request does not even arrive here, and without a recorder nothing must happen either.
 */
final class ReportServices {

    private ReportServices() {
    }

    static List<SyncToolSpecification> tools() {
        return List.of(
                tool("report_policy", "Rules for reports.", Map.of(), arguments -> text(resource("report-policy.txt"))),
                tool("fetch_template", "The template of a report.", Map.of("name", "name of the template"), arguments -> text(resource("template.txt"))),
                tool("fetch_url", "Fetches a web page.", Map.of("url", "address of the page"), arguments -> fetch(String.valueOf(arguments.get("url")))));
    }

    private static SyncToolSpecification tool(String name, String description, Map<String, String> parameters, Function<Map<String, Object>, CallToolResult> work) {
        Map<String, Object> properties = new java.util.TreeMap<>();
        parameters.forEach((parameter, meaning) -> properties.put(parameter, Map.of("type", "string", "description", meaning)));
        Map<String, Object> schema = Map.of("type", "object", "properties", properties, "required", List.copyOf(parameters.keySet()));
        return SyncToolSpecification.builder()
                .tool(Tool.builder(name, schema).description(description).build())
                .callHandler((exchange, request) -> work.apply(request.arguments() == null ? Map.of() : request.arguments()))
                .build();
    }

    private static CallToolResult fetch(String url) {
        try {
            URI page = URI.create(url);
            if (page.getHost() == null || !InetAddress.getByName(page.getHost()).isLoopbackAddress()) {
                return error("This sample server fetches from loopback only, and would have fetched " + url + " otherwise.");
            }
            HttpResponse<String> response = HttpClient.newHttpClient().send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
            return text(response.body());
        } catch (IOException | IllegalArgumentException failed) {
            return error("The page could not be fetched: " + failed.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return error("The page was not fetched: the server is ending.");
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportServices.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private static CallToolResult text(String text) {
        return CallToolResult.builder().addTextContent(text).build();
    }

    private static CallToolResult error(String text) {
        return CallToolResult.builder().addTextContent(text).isError(true).build();
    }
}
