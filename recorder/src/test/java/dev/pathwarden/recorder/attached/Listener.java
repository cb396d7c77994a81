package dev.pathwarden.recorder.attached;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hears on loopback, over TCP and UDP, what reached it: the outside observer of network effects. */
final class Listener implements AutoCloseable {

    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

    private final ServerSocket tcp;
    private final DatagramSocket udp;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    Listener() throws IOException {
        tcp = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        start(this::acceptAll);
        start(this::receiveAll);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    int tcpPort() {
        return tcp.getLocalPort();
    }

    int udpPort() {
        return udp.getLocalPort();
    }

    /** First lines of everything that arrived; a connection without a word counts as {@code connection}. */
    Set<String> heard() {
        return Set.copyOf(heard);
    }

    private void acceptAll() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                start(() -> answer(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            String line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
            heard.add(line == null ? "connection" : line);
            socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            heard.add("connection");
        }
    }

    private void receiveAll() {
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[256], 256);
                udp.receive(packet);
                heard.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8).strip());
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        udp.close();
    }
}
