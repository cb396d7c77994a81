package dev.pathwarden.samples.handover;

import io.a2a.A2A;
import io.a2a.client.Client;
import io.a2a.client.ClientEvent;
import io.a2a.client.MessageEvent;
import io.a2a.client.config.ClientConfig;
import io.a2a.client.transport.jsonrpc.JSONRPCTransport;
import io.a2a.client.transport.jsonrpc.JSONRPCTransportConfig;
import io.a2a.spec.A2AClientException;
import io.a2a.spec.TextPart;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The reporter, as another agent reaches it by A2A. */
final class ReporterClient {

    private final String url;

    ReporterClient(String url) {
        this.url = url;
    }

    /** Hands a task over, and waits for the answer. */
    String handOver(String task) {
        CompletableFuture<String> answer = new CompletableFuture<>();
        try (Client client = Client.builder(ReporterCard.at(url))
                .withTransport(JSONRPCTransport.class, new JSONRPCTransportConfig())
                .clientConfig(new ClientConfig.Builder().setStreaming(false).build())
                .addConsumer((event, card) -> answer.complete(text(event)))
                .build()) {
            client.sendMessage(A2A.toUserMessage(task));
            return answer.join();
        } catch (A2AClientException failed) {
            throw new IllegalStateException("the reporter did not answer", failed);
        }
    }

    private static String text(ClientEvent event) {
        if (event instanceof MessageEvent message) {
            return message.getMessage().parts().stream().filter(TextPart.class::isInstance).map(part -> ((TextPart) part).text()).collect(Collectors.joining("\n"));
        }
        throw new IllegalStateException("the reporter answers with messages, and this is " + event.getClass());
    }
}
