package dev.pathwarden.samples.customerreport;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A web service on loopback that always gives the same, invented, exchange rates. */
final class RateService implements Closeable {

    private static final byte[] RATES = "{\"base\":\"EUR\",\"rates\":{\"USD\":1.10,\"JPY\":160.00,\"GBP\":0.85},\"note\":\"invented\"}".getBytes(StandardCharsets.UTF_8);
    private static final int BACKLOG = 16;

    private final HttpServer http;

    private RateService(HttpServer http) {
        this.http = http;
    }

    static RateService start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        http.createContext("/rates", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, RATES.length);
                exchange.getResponseBody().write(RATES);
            }
        });
        http.start();
        return new RateService(http);
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
