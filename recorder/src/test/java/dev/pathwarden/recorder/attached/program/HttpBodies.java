package dev.pathwarden.recorder.attached.program;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * An agent that sends personal data far behind in bodies, and bodies that cannot be looked at, each to a path named after its way. Prints {@code <way> done} or {@code <way> blocked}; what
 * is meant to pass has a name that begins with {@code harmless}. Arguments: the server's port, a directory, the port
 * of a server of web sockets.
 */
public final class HttpBodies {

    private static final String FAR_BEHIND = "x ".repeat(200_000) + "Ada Lovelace, ada@example.com";
    private static final String VERY_FAR_BEHIND = "x ".repeat(2_000_000) + "Ada Lovelace, ada@example.com";

    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Way> ways = new LinkedHashMap<>();
    private final String port;
    private final Path directory;
    private final String socketPort;

    /** One way to send. */
    private interface Way {
        void to(URI uri) throws Exception;
    }

    private HttpBodies(String port, Path directory, String socketPort) {
        this.port = port;
        this.directory = directory;
        this.socketPort = socketPort;
        personal();
        unseen();
        harmless();
        frames();
    }

    public static void main(String[] arguments) throws Exception {
        agent("send", arguments[0], arguments[1], arguments[2]);
    }

    static void agent(String task, String port, String directory, String socketPort) throws Exception {
        HttpBodies bodies = new HttpBodies(port, Path.of(directory), socketPort);
        // Before anything came back from the server.
        System.out.println("answer-applied " + bodies.answer());
        bodies.ways.forEach((way, sending) -> System.out.println(way + " " + outcome(() -> sending.to(bodies.uri(way)))));
    }

    private interface Attempt {
        void make() throws Exception;
    }

    private static String outcome(Attempt attempt) {
        try {
            attempt.make();
            return "done";
        } catch (Exception thrown) {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof SecurityException) {
                    return "blocked";
                }
            }
            return "failed " + thrown;
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + "/" + path);
    }

    /** Does something with an answer that comes only after it was said what is to be done with it. */
    private String answer() throws Exception {
        CompletableFuture<String> done = client.sendAsync(HttpRequest.newBuilder(uri("later")).build(), BodyHandlers.ofString())
                .thenApply(response -> outcome(() -> Files.writeString(directory.resolve("answer-applied"), response.body())));
        Files.createFile(directory.resolve("go"));
        return done.get();
    }

    private void post(URI uri, BodyPublisher body) throws Exception {
        client.send(HttpRequest.newBuilder(uri).POST(body).build(), BodyHandlers.discarding());
    }

    private static void urlConnection(URI uri, String body, boolean chunked) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setDoOutput(true);
        if (chunked) {
            connection.setChunkedStreamingMode(0);
        }
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        connection.getResponseCode();
    }

    private void personal() {
        ways.put("behind-HttpClient", uri -> post(uri, BodyPublishers.ofString(FAR_BEHIND)));
        ways.put("very-far-behind-HttpClient", uri -> post(uri, BodyPublishers.ofString(VERY_FAR_BEHIND)));
        ways.put("behind-HttpURLConnection", uri -> urlConnection(uri, FAR_BEHIND, false));
        ways.put("behind-apache", uri -> {
            try (CloseableHttpClient apache = HttpClients.createDefault()) {
                HttpPost post = new HttpPost(uri);
                post.setEntity(new StringEntity(FAR_BEHIND));
                apache.execute(post, response -> null);
            }
        });
        ways.put("behind-okhttp", uri -> new OkHttpClient().newCall(new Request.Builder().url(uri.toURL()).post(RequestBody.create(FAR_BEHIND, null)).build()).execute().close());
    }

    private void unseen() {
        ways.put("unseen-HttpClient-stream", uri -> post(uri, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)))));
        ways.put("unseen-HttpClient-arrays", uri -> post(uri, BodyPublishers.ofByteArrays(List.of("x".getBytes(StandardCharsets.UTF_8)))));
        ways.put("unseen-HttpClient-file", uri -> post(uri, BodyPublishers.ofFile(Files.writeString(directory.resolve("to-send"), "x"))));
        ways.put("unseen-HttpURLConnection-chunked", uri -> urlConnection(uri, "x", true));
        ways.put("unseen-apache-stream", uri -> {
            try (CloseableHttpClient apache = HttpClients.createDefault()) {
                HttpPost post = new HttpPost(uri);
                post.setEntity(new InputStreamEntity(new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)), ContentType.TEXT_PLAIN));
                apache.execute(post, response -> null);
            }
        });
    }

    private void harmless() {
        ways.put("harmless-get-HttpClient", uri -> client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding()));
        ways.put("harmless-post-HttpClient", uri -> post(uri, BodyPublishers.ofString("x ".repeat(200_000))));
        ways.put("harmless-post-apache-stream", uri -> {
            try (CloseableHttpClient apache = HttpClients.createDefault()) {
                HttpPost post = new HttpPost(uri);
                post.setEntity(new InputStreamEntity(new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)), ContentType.TEXT_PLAIN));
                apache.execute(post, response -> null);
            }
        });
        ways.put("harmless-post-HttpURLConnection", uri -> urlConnection(uri, "x", false));
        ways.put("harmless-get-HttpURLConnection", uri -> uri.toURL().openStream().close());
    }

    private void frames() {
        byte[] bytes = FAR_BEHIND.getBytes(StandardCharsets.UTF_8);
        ways.put("frame-text", uri -> socket(uri, socket -> socket.sendText(FAR_BEHIND, true)));
        ways.put("frame-binary", uri -> socket(uri, socket -> socket.sendBinary(ByteBuffer.wrap(bytes), true)));
        ways.put("harmless-frame-text", uri -> socket(uri, socket -> socket.sendText("x", true)));
        ways.put("harmless-frame-binary", uri -> socket(uri, socket -> socket.sendBinary(ByteBuffer.wrap(new byte[] {1}), true)));
    }

    private void socket(URI uri, Function<WebSocket, CompletableFuture<WebSocket>> sending) throws Exception {
        WebSocket socket = client.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + socketPort + uri.getPath()), new WebSocket.Listener() { }).get();
        try {
            sending.apply(socket).get();
        } finally {
            socket.abort();
        }
    }
}
