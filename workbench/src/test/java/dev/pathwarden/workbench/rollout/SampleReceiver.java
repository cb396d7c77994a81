package dev.pathwarden.workbench.rollout;

import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.receive.BundleInbox;
import dev.pathwarden.policies.receive.ReceiverKey;
import dev.pathwarden.policies.receive.ReceivingServer;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.PushToken;
import dev.pathwarden.policies.rollout.Receiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** A host that takes bundles on the loopback, as 'pathwarden policy receive' does. */
final class SampleReceiver implements AutoCloseable {

    final Receiver receiver;
    private final Path directory;
    private final ReceivingServer server;

    /** @param port where it listens; 0 for anywhere */
    SampleReceiver(Path directory, int port) throws IOException {
        this.directory = Files.createDirectories(directory);
        ReceiverKey key = ReceiverKey.readOrMake(directory.resolve("receiver.p12"));
        Path token = directory.resolve("receiver.token");
        BundleInbox inbox = new BundleInbox(directory.resolve("guardrails.bundle"), null, new AcceptedNumbers(directory.resolve("policy-numbers").toFile()), Clock.systemUTC());
        inbox.open();
        server = new ReceivingServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), key, PushToken.readOrMake(token), inbox, Clock.systemUTC(), line -> { });
        receiver = new Receiver(URI.create("https://127.0.0.1:" + server.address().getPort()), key.pin(), token.toString(), null);
    }

    List<String> deployed() throws IOException {
        return new BundleFile(directory.resolve("guardrails.bundle")).open().bundle().guardrails().stream().map(Guardrail::id).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
