package dev.pathwarden.recorder.attached.program.ways;

import io.netty.resolver.DefaultAddressResolverGroup;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/** HTTP requests of libraries. */
final class HttpLibraries {

    private static final HttpClientResponseHandler<String> TEXT = response -> EntityUtils.toString(response.getEntity());

    private HttpLibraries() {
    }

    static void addTo(Map<String, Way> ways) {
        apache(ways);
        okHttp(ways);
        reactorNetty(ways);
    }

    private static void apache(Map<String, Way> ways) {
        ways.put("http-apache-execute", scene -> {
            try (CloseableHttpClient client = HttpClients.createDefault()) {
                client.execute(new HttpGet(scene.uri()), TEXT);
            }
        });
        ways.put("http-apache-post", scene -> {
            try (CloseableHttpClient client = HttpClients.createDefault()) {
                HttpPost post = new HttpPost(scene.uri());
                post.setEntity(new StringEntity("words"));
                client.execute(post, TEXT);
            }
        });
        ways.put("http-apache-minimal", scene -> {
            try (CloseableHttpClient client = HttpClients.createMinimal()) {
                client.execute(new HttpGet(scene.uri()), TEXT);
            }
        });
        ways.put("http-apache-async", scene -> asynchronous(SimpleRequestBuilder.get(scene.uri()).build()));
        ways.put("redirect-apache-execute", scene -> {
            try (CloseableHttpClient client = HttpClients.createDefault()) {
                client.execute(new HttpGet(scene.redirecting()), TEXT);
            }
        });
        ways.put("redirect-apache-async", scene -> asynchronous(SimpleRequestBuilder.get(scene.redirecting()).build()));
    }

    private static void asynchronous(SimpleHttpRequest request) throws Exception {
        try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
            client.start();
            client.execute(request, null).get();
        }
    }

    private static void okHttp(Map<String, Way> ways) {
        ways.put("http-okhttp-execute", scene -> execute(new Request.Builder().url(scene.uri().toString()).build()));
        ways.put("http-okhttp-post", scene -> execute(new Request.Builder().url(scene.uri().toString()).post(RequestBody.create("words", MediaType.get("text/plain"))).build()));
        ways.put("http-okhttp-enqueue", scene -> {
            CompletableFuture<String> answered = new CompletableFuture<>();
            new OkHttpClient().newCall(new Request.Builder().url(scene.uri().toString()).build()).enqueue(new Callback() {
                @Override
                public void onFailure(Call call, java.io.IOException error) {
                    answered.completeExceptionally(error);
                }

                @Override
                public void onResponse(Call call, Response response) throws java.io.IOException {
                    try (response) {
                        answered.complete(response.body().string());
                    }
                }
            });
            answered.get();
        });
        ways.put("redirect-okhttp-execute", scene -> execute(new Request.Builder().url(scene.redirecting().toString()).build()));
    }

    private static void reactorNetty(Map<String, Way> ways) {
        ways.put("http-reactor-netty-get", scene -> client().get().uri(scene.uri()).responseContent().aggregate().asString().block());
        ways.put("http-reactor-netty-post", scene -> client().post().uri(scene.uri()).send(ByteBufFlux.fromString(Mono.just("words"))).responseContent().aggregate().asString().block());
        ways.put("http-reactor-netty-future", scene -> client().get().uri(scene.uri()).responseContent().aggregate().asString().toFuture().get());
        ways.put("http-webclient-post", scene -> WebClient.builder().clientConnector(new ReactorClientHttpConnector(client())).build().post().uri(scene.uri()).bodyValue("words").retrieve()
                .bodyToMono(String.class).block());
        ways.put("redirect-reactor-netty", scene -> client().followRedirect(true).get().uri(scene.redirecting()).responseContent().aggregate().asString().block());
    }

    private static HttpClient client() {
        return HttpClient.create().resolver(DefaultAddressResolverGroup.INSTANCE);
    }

    private static void execute(Request request) throws java.io.IOException {
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            response.body().string();
        }
    }
}
