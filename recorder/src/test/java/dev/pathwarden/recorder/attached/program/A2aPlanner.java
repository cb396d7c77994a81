package dev.pathwarden.recorder.attached.program;

import io.a2a.A2A;
import io.a2a.client.Client;
import io.a2a.client.ClientEvent;
import io.a2a.client.TaskEvent;
import io.a2a.client.TaskUpdateEvent;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** An agent that hands texts over to {@link A2aWriter}. Its arguments: a directory for its files, and the other agent's port. */
public final class A2aPlanner {

    private A2aPlanner() {
    }

    public static void main(String[] args) throws Exception {
        String url = "http://127.0.0.1:" + args[1] + "/";
        // Outside of any run, with what somebody else might make up.
        send("writer", url, false, "stranger", Map.of("dev.pathwarden/agent-id", "ffffffffffffffffffffffffffffffff", "dev.pathwarden/context",
                "1-11111111111111111111111111111111-2222222222222222-69250000-ffffffffffffffffffffffffffffffff-" + "0".repeat(64) + "-"), Path.of(args[0]));
        agent("write two texts", url, Path.of(args[0]));
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(url + "stop")).build(), HttpResponse.BodyHandlers.discarding());
    }

    static void agent(String task, String url, Path directory) throws Exception {
        send("writer", url, false, "one", Map.of("program", "own"), directory);
        send("writer", url, true, "task two", Map.of(), directory);
        try {
            send("rival", url, false, "three", Map.of(), directory);
        } catch (SecurityException refused) {
            System.out.println("refused " + refused.getMessage());
        }
    }

    private static void send(String name, String url, boolean streaming, String text, Map<String, Object> metadata, Path directory) throws Exception {
        CountDownLatch last = new CountDownLatch(1);
        Client client = Client.builder(A2aWriter.card(name, url))
                .withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
                .clientConfig(new ClientConfig.Builder().setStreaming(streaming).setMetadata(metadata).build())
                .addConsumer((event, card) -> {
                    if (!streaming || isLast(event)) {
                        write(directory, "heard-" + text.replace(' ', '-'));
                        last.countDown();
                    }
                })
                .streamingErrorHandler(error -> {
                    if (error != null) {
                        error.printStackTrace();
                    }
                })
                .build();
        client.sendMessage(A2A.toUserMessage(text));
        last.await();
        client.close();
    }

    private static boolean isLast(ClientEvent event) {
        return event instanceof TaskUpdateEvent update && update.getTask().status().state().isFinal() || event instanceof TaskEvent task && task.getTask().status().state().isFinal();
    }

    private static void write(Path directory, String name) {
        try {
            Files.writeString(directory.resolve(name), name);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
