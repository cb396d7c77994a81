package dev.pathwarden.policies.push;

import dev.pathwarden.policies.receive.ReceiverKey;
import dev.pathwarden.policies.rollout.Pin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Listens in the place of a receiver with a key of its own, and keeps all that it is told. */
final class ManInTheMiddle implements AutoCloseable {

    private final SSLServerSocket socket;
    private final Pin pin;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final Thread thread;

    ManInTheMiddle(Path keyFile) throws IOException {
        ReceiverKey key = ReceiverKey.readOrMake(keyFile);
        pin = key.pin();
        socket = (SSLServerSocket) key.context().getServerSocketFactory().createServerSocket(0);
        thread = new Thread(this::listen, "man-in-the-middle");
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!socket.isClosed()) {
            try (SSLSocket one = (SSLSocket) socket.accept()) {
                one.getInputStream().transferTo(heard);
            } catch (IOException hungUp) {
                continue;
            }
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    Pin pin() {
        return pin;
    }

    /** All that came behind the handshake. */
    byte[] heard() throws IOException, InterruptedException {
        socket.close();
        thread.join();
        return heard.toByteArray();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
