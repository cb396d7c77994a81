package dev.pathwarden.samples.handover;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** What the reporter can do. Nothing here checks what it asks for, as in many agents that are in use; only the place of the reports is fixed. */
final class ReporterTools {

    private final Subscribers subscribers;
    private final Path reports;
    private final HttpClient http = HttpClient.newHttpClient();

    ReporterTools(Subscribers subscribers, Path reports) {
        this.subscribers = subscribers;
        this.reports = reports;
    }

    @Tool(name = "list_subscribers", value = "Lists who has subscribed to the reports on a market, as CSV.")
    String listSubscribers(@P(name = "market", value = "the market") String market) throws SQLException {
        return subscribers.asCsv(market);
    }

    @Tool(name = "save_report", value = "Saves a report.")
    String saveReport(@P(name = "file", value = "file name") String file, @P(name = "text", value = "text of the report") String text) throws IOException {
        Files.writeString(reports.resolve(Path.of(file).getFileName()), text);
        return "Saved " + file + ".";
    }

    @Tool(name = "send_copy", value = "Sends a copy of something to a web address.")
    String sendCopy(@P(name = "url", value = "where to") String url, @P(name = "text", value = "what") String text) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).POST(HttpRequest.BodyPublishers.ofString(text)).build();
        return "Sent: status " + http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() + ".";
    }
}
