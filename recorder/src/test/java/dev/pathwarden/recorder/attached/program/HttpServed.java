package dev.pathwarden.recorder.attached.program;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A server that writes down, under the path and host it was asked for, which headers came. Paths that end with {@code -away} lead to a host that is not told, those with {@code -on} to
 * another that is. Its argument: the directory for what it writes, where it also leaves its port.
 */
public final class HttpServed {

    private static final List<String> WRITTEN = List.of("traceparent", "baggage", "pathwarden-context");

    private HttpServed() {
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        CountDownLatch stopped = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int port = server.getAddress().getPort();
        server.createContext("/", exchange -> serve(exchange, directory, port));
        server.createContext("/stop", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
            stopped.countDown();
        });
        server.start();
        Files.writeString(directory.resolve("port.part"), Integer.toString(port));
        Files.move(directory.resolve("port.part"), directory.resolve("port"));
        stopped.await();
        server.stop(0);
        System.exit(0);
    }

    private static void serve(HttpExchange exchange, Path directory, int port) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(1);
        String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":.*", "");
        StringBuilder came = new StringBuilder();
        for (String name : WRITTEN) {
            for (String value : exchange.getRequestHeaders().getOrDefault(name, List.of())) {
                came.append(name).append('=').append(value).append('\n');
            }
        }
        Files.writeString(directory.resolve(path + "@" + host), came);
        if (path.endsWith("-away") || path.endsWith("-on")) {
            exchange.getResponseHeaders().set("Location", "http://" + (path.endsWith("-on") ? "tools.internal" : "shop.example") + ":" + port + "/" + path + "-redirected");
            exchange.sendResponseHeaders(302, -1);
        } else {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
        }
        exchange.close();
    }
}
