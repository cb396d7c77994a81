package dev.pathwarden.recorder.attached.program.ways;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** HTTP requests of the JDK's two clients. */
final class HttpRequests {

    private HttpRequests() {
    }

    static void addTo(Map<String, Way> ways) {
        clients(ways);
        connections(ways);
    }

    private static void clients(Map<String, Way> ways) {
        ways.put("http-HttpClient.send", scene -> HttpClient.newHttpClient().send(get(scene.uri()), BodyHandlers.ofString()));
        ways.put("http-HttpClient.sendAsync", scene -> HttpClient.newHttpClient().sendAsync(get(scene.uri()), BodyHandlers.ofString()).get());
        ways.put("http-HttpClient-post", scene -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(scene.uri()).POST(BodyPublishers.ofString("words")).build(), BodyHandlers.ofString()));
        ways.put("http-HttpClient-reflection", scene -> HttpClient.class.getMethod("send", HttpRequest.class, java.net.http.HttpResponse.BodyHandler.class)
                .invoke(HttpClient.newHttpClient(), get(scene.uri()), BodyHandlers.ofString()));
        ways.put("redirect-HttpClient.send", scene -> following().send(get(scene.redirecting()), BodyHandlers.ofString()));
        ways.put("redirect-HttpClient.sendAsync", scene -> following().sendAsync(get(scene.redirecting()), BodyHandlers.ofString()).get());
    }

    private static HttpClient following() {
        return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();
    }

    private static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).build();
    }

    private static void connections(Map<String, Way> ways) {
        ways.put("http-URL.openStream", scene -> read(scene.uri().toURL().openStream()));
        ways.put("http-URL.getContent", scene -> read((InputStream) scene.uri().toURL().getContent()));
        ways.put("http-URLConnection.getInputStream", scene -> read(scene.uri().toURL().openConnection().getInputStream()));
        ways.put("http-URLConnection.getHeaderField", scene -> {
            URLConnection connection = scene.uri().toURL().openConnection();
            if (connection.getHeaderField("Content-Length") == null) {
                throw ((HttpURLConnection) connection).getErrorStream() == null ? thrownBy(connection) : new IllegalStateException();
            }
        });
        ways.put("http-HttpURLConnection.getResponseCode", scene -> ((HttpURLConnection) scene.uri().toURL().openConnection()).getResponseCode());
        ways.put("http-HttpURLConnection-post", scene -> post(scene, connection -> { }));
        ways.put("http-HttpURLConnection-fixed-length", scene -> post(scene, connection -> connection.setFixedLengthStreamingMode(5)));
        ways.put("http-HttpURLConnection-chunked", scene -> post(scene, connection -> connection.setChunkedStreamingMode(0)));
        ways.put("redirect-HttpURLConnection", scene -> ((HttpURLConnection) scene.redirecting().toURL().openConnection()).getResponseCode());
        ways.put("redirect-URL.openStream", scene -> read(scene.redirecting().toURL().openStream()));
    }

    private static Exception thrownBy(URLConnection connection) {
        try {
            connection.getInputStream();
            return new IllegalStateException("nothing was thrown");
        } catch (Exception thrown) {
            return thrown;
        }
    }

    /** How a connection is prepared. */
    private interface Preparation {
        void of(HttpURLConnection connection);
    }

    private static void post(Scene scene, Preparation preparation) throws java.io.IOException {
        HttpURLConnection connection = (HttpURLConnection) scene.uri().toURL().openConnection();
        connection.setDoOutput(true);
        preparation.of(connection);
        try (OutputStream out = connection.getOutputStream()) {
            out.write("words".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        connection.getResponseCode();
    }

    private static void read(InputStream in) throws java.io.IOException {
        try (in) {
            in.readAllBytes();
        }
    }
}
