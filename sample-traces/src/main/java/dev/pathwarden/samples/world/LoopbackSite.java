package dev.pathwarden.samples.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * A web site on loopback: its pages lie on the class path, with <code>{{site}}</code> where they name its own address. What is posted to it, anywhere, goes into a file: whatever left
 * the agent's machine.
 */
final class LoopbackSite implements Closeable {

    private static final Pattern PAGE = Pattern.compile("(/[A-Za-z0-9-]+)+\\.[a-z]+");

    private final HttpServer http;
    private final String pages;
    private final Path received;

    private LoopbackSite(HttpServer http, String pages, Path received) {
        this.http = http;
        this.pages = pages;
        this.received = received;
    }

    static LoopbackSite start(String pages, Path received) throws IOException {
        LoopbackSite site = new LoopbackSite(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), pages, received);
        site.http.createContext("/", site::serve);
        site.http.start();
        return site;
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    @Override
    public void close() {
        http.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("POST")) {
                Files.write(received, exchange.getRequestBody().readAllBytes(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            byte[] page = PAGE.matcher(path).matches() ? page(pages + path) : null;
            if (page == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", path.endsWith(".html") ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private byte[] page(String resource) throws IOException {
        try (InputStream in = LoopbackSite.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{{site}}", url()).getBytes(StandardCharsets.UTF_8);
        }
    }
}
