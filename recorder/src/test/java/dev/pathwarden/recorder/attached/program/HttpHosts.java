package dev.pathwarden.recorder.attached.program;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** An agent that asks several hosts, which are all one server. Its argument: that server's port. */
public final class HttpHosts {

    private HttpHosts() {
    }

    public static void main(String[] args) throws Exception {
        agent("ask", args[0]);
    }

    static void agent(String task, String port) throws Exception {
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
        client.send(to("127.0.0.1", port, "loopback").header("traceparent", "00-11111111111111111111111111111111-2222222222222222-01").header("Baggage", "tenant=7").build(), BodyHandlers.ofString());
        client.send(to("tools.internal", port, "named").POST(HttpRequest.BodyPublishers.ofString("body")).header("x-own", "1").build(), BodyHandlers.ofString());
        client.sendAsync(to("shop.example", port, "elsewhere").build(), BodyHandlers.ofString()).get();
        client.send(to("tools.internal", port, "redirect").header("baggage", "tenant=8").build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder to(String host, String port, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + "/" + path)).version(HttpClient.Version.HTTP_1_1);
    }
}
