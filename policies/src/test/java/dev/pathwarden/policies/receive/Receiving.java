package dev.pathwarden.policies.receive;

import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.model.signing.Signers;
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
import java.util.concurrent.CopyOnWriteArrayList;

/** A host that takes bundles: a real server on the loopback, with a directory of its own. */
public final class Receiving implements AutoCloseable {

    private final ReceivingServer server;
    private final ReceiverKey key;
    private final Path directory;
    private final List<String> log = new CopyOnWriteArrayList<>();

    /** One of that directory, which is made; its key is the one of a file. */
    public Receiving(Path directory, Path keyFile, Signers signers) throws IOException {
        this(directory, keyFile, signers, 0);
    }

    /** One that listens at that port. */
    public Receiving(Path directory, Path keyFile, Signers signers, int port) throws IOException {
        this.directory = Files.createDirectories(directory);
        key = ReceiverKey.readOrMake(keyFile);
        BundleInbox inbox = new BundleInbox(bundle(), signers, new AcceptedNumbers(directory.resolve("policy-numbers").toFile()), Clock.systemUTC());
        inbox.open();
        server = new ReceivingServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), key, PushToken.readOrMake(tokenFile()), inbox, Clock.systemUTC(), log::add);
    }

    /** What its recorders follow. */
    public Path bundle() {
        return directory.resolve("guardrails.bundle");
    }

    /** Where its token lies. */
    public Path tokenFile() {
        return directory.resolve("receiver.token");
    }

    /** Where it listens. */
    public int port() {
        return server.address().getPort();
    }

    /** What it has logged. */
    public List<String> log() {
        return log;
    }

    /** As a plan names it. */
    public Receiver receiver() {
        return new Receiver(URI.create("https://127.0.0.1:" + port()), key.pin(), tokenFile().toString(), null);
    }

    @Override
    public void close() {
        server.close();
    }
}
