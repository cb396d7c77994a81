package dev.pathwarden.samples.handover;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What the researcher can do. */
final class ResearchTools {

    private final ReporterClient reporter;
    private final HttpClient http = HttpClient.newHttpClient();

    ResearchTools(ReporterClient reporter) {
        this.reporter = reporter;
    }

    @Tool(name = "fetch_page", value = "Fetches a page from the web.")
    String fetchPage(@P(name = "url", value = "its address") String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    @Tool(name = "hand_to_reporter", value = "Hands notes over to the reporter, who makes a report of them.")
    String handToReporter(@P(name = "notes", value = "everything the report is to be made of") String notes) {
        return reporter.handOver(notes);
    }
}
