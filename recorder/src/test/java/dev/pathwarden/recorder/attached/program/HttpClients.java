package dev.pathwarden.recorder.attached.program;

import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** An agent that asks the same of one server under several names, with one HTTP client after another. Its argument: that server's port. */
public final class HttpClients {

    private static final String TRACEPARENT = "00-11111111111111111111111111111111-2222222222222222-01";

    /** How a client asks. */
    private interface Client {
        /** Asks for the URL with those headers, and follows where it is led. */
        void get(URI url, Map<String, String> headers) throws Exception;
    }

    private HttpClients() {
    }

    public static void main(String[] args) throws Exception {
        agent("ask", args[0]);
    }

    static void agent(String task, String port) throws Exception {
        Map<String, Client> clients = clients();
        for (String name : clients.keySet()) {
            Client client = clients.get(name);
            client.get(url("tools.internal", port, name + "-told"), Map.of());
            client.get(url("localhost", port, name + "-own"), Map.of("traceparent", TRACEPARENT, "baggage", "tenant=7"));
            client.get(url("shop.example", port, name + "-stranger"), Map.of("baggage", "tenant=8"));
            client.get(url("localhost", port, name + "-away"), Map.of("baggage", "tenant=9"));
            client.get(url("localhost", port, name + "-on"), Map.of());
        }
        again(port);
    }

    private static URI url(String host, String port, String path) {
        return URI.create("http://" + host + ":" + port + "/" + path);
    }

    private static Map<String, Client> clients() {
        Map<String, Client> clients = new LinkedHashMap<>();
        clients.put("jdk", HttpClients::jdk);
        clients.put("url-connection", HttpClients::urlConnection);
        clients.put("apache", HttpClients::apache);
        clients.put("apache-async", HttpClients::apacheAsync);
        clients.put("okhttp", HttpClients::okHttp);
        clients.put("reactor-netty", HttpClients::reactorNetty);
        return clients;
    }

    private static void jdk(URI url, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).version(HttpClient.Version.HTTP_1_1);
        headers.forEach(request::header);
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build().send(request.build(), BodyHandlers.ofString());
    }

    private static void urlConnection(URI url, Map<String, String> headers) throws Exception {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        headers.forEach(connection::setRequestProperty);
        connection.connect();
        connection.getInputStream().readAllBytes();
    }

    private static void apache(URI url, Map<String, String> headers) throws Exception {
        try (CloseableHttpClient client = org.apache.hc.client5.http.impl.classic.HttpClients.createDefault()) {
            HttpGet get = new HttpGet(url);
            headers.forEach(get::setHeader);
            client.execute(get, response -> EntityUtils.toString(response.getEntity()));
        }
    }

    private static void apacheAsync(URI url, Map<String, String> headers) throws Exception {
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            SimpleHttpRequest request = SimpleRequestBuilder.get(url).build();
            headers.forEach(request::setHeader);
            client.execute(request, null).get();
        }
    }

    private static void okHttp(URI url, Map<String, String> headers) throws Exception {
        Request.Builder request = new Request.Builder().url(url.toURL());
        headers.forEach(request::header);
        try (Response response = new OkHttpClient().newCall(request.build()).execute()) {
            response.body().string();
        }
    }

    private static void reactorNetty(URI url, Map<String, String> headers) {
        reactor.netty.http.client.HttpClient.create().followRedirect(true).resolver(DefaultAddressResolverGroup.INSTANCE)
                .headers(given -> headers.forEach(given::set)).get().uri(url).responseContent().aggregate().asString().block();
    }

    /** The program's own request object, sent to one host and then to another. */
    private static void again(String port) throws Exception {
        try (CloseableHttpClient client = org.apache.hc.client5.http.impl.classic.HttpClients.createMinimal()) {
            HttpGet get = new HttpGet("/again");
            client.execute(new HttpHost("localhost", Integer.parseInt(port)), get, response -> EntityUtils.toString(response.getEntity()));
            // The client has made localhost the host of its URL.
            get.setPath("/again-elsewhere");
            client.execute(new HttpHost("shop.example", Integer.parseInt(port)), get, response -> EntityUtils.toString(response.getEntity()));
        }
    }
}
