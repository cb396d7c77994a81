package dev.pathwarden.recorder.attached.program;

import io.a2a.A2A;
import io.a2a.client.Client;
import io.a2a.client.ClientEvent;
import io.a2a.client.MessageEvent;
import io.a2a.client.TaskEvent;
import io.a2a.client.TaskUpdateEvent;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import io.a2a.spec.TextPart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An agent that asks others and prints what it hears. Its arguments: a directory for its files, and the URL below which the others are found. */
public final class A2aAsker {

    private A2aAsker() {
    }

    public static void main(String[] args) throws Exception {
        agent("ask around", args[1], Path.of(args[0]));
    }

    static void agent(String task, String url, Path directory) throws Exception {
        for (String writer : new String[] {"free", "guarded"}) {
            System.out.println(writer + " said " + ask(writer, url + writer, false, "classified"));
            System.out.println(writer + " streamed " + ask(writer, url + writer, true, "task classified"));
        }
        Files.writeString(directory.resolve("transfer"), ask("echo", url + "echo", false, "which account?"));
    }

    private static String ask(String name, String url, boolean streaming, String text) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        Client client = Client.builder(A2aWriter.card(name, url))
                .withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
                .clientConfig(new ClientConfig.Builder().setStreaming(streaming).build())
                .addConsumer((event, card) -> hear(event, heard))
                .streamingErrorHandler(error -> heard.complete(error == null ? "nothing" : "error " + error.getMessage()))
                .build();
        try {
            client.sendMessage(A2A.toUserMessage(text));
            return heard.get();
        } catch (ExecutionException failed) {
            return "failed";
        } catch (Exception refused) {
            return "error " + refused.getMessage();
        } finally {
            client.close();
        }
    }

    private static void hear(ClientEvent event, CompletableFuture<String> heard) {
        if (event instanceof MessageEvent message) {
            heard.complete(((TextPart) message.getMessage().parts().get(0)).text());
        } else if (event instanceof TaskUpdateEvent update && !update.getTask().artifacts().isEmpty()) {
            heard.complete(((TextPart) update.getTask().artifacts().get(0).parts().get(0)).text());
        } else if (event instanceof TaskEvent task && task.getTask().status().state().isFinal()) {
            heard.complete("task " + task.getTask().status().state());
        }
    }
}
