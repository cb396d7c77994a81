package dev.pathwarden.recorder.attached;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hears over TCP, UDP and a Unix socket what reached it: the outside observer of network effects. Answers HTTP requests, and datagrams as a name server that knows
 * no name. A second port redirects every request to the first.
 */
final class Listener implements AutoCloseable {

    private static final int LONGEST = 64 * 1024;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final int DNS_FLAGS = 2;

    private final ServerSocketChannel tcp = bound(ServerSocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ServerSocketChannel redirector = bound(ServerSocketChannel.open(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final ServerSocketChannel unix;
    private final DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    /** Listens on ports of loopback and on a Unix socket of that name. */
    Listener(Path unix) throws IOException {
        this.unix = bound(ServerSocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(unix));
        start(() -> acceptAll(tcp, request -> "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"));
        start(() -> acceptAll(redirector, request -> "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:" + tcpPort() + path(request) + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        start(() -> acceptAll(this.unix, request -> "ok"));
        start(this::receiveAll);
    }

    private static ServerSocketChannel bound(ServerSocketChannel channel, java.net.SocketAddress address) throws IOException {
        return channel.bind(address, 200);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "listener");
        thread.setDaemon(true);
        thread.start();
    }

    int tcpPort() {
        return tcp.socket().getLocalPort();
    }

    int redirectorPort() {
        return redirector.socket().getLocalPort();
    }

    int udpPort() {
        return udp.getLocalPort();
    }

    /** Whether something arrived with that text in it. What the redirector got does not count. */
    boolean heard(String text) {
        return heard.stream().anyMatch(one -> one.contains(text));
    }

    /** Everything that arrived. */
    java.util.List<String> all() {
        return java.util.List.copyOf(heard);
    }

    /** Makes the answer to what was heard. */
    private interface Answer {
        String to(String request);
    }

    private void acceptAll(ServerSocketChannel server, Answer answer) {
        while (server.isOpen()) {
            try {
                SocketChannel socket = server.accept();
                start(() -> answer(server, socket, answer));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(ServerSocketChannel server, SocketChannel socket, Answer answer) {
        try (socket) {
            String request = read(Channels.newInputStream(socket));
            if (server != redirector) {
                heard.add(request);
            }
            OutputStream out = Channels.newOutputStream(socket);
            out.write(answer.to(request).getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            heard.add("a connection that broke off");
        }
    }

    private static String path(String request) {
        String[] words = request.split(" ", 3);
        return words.length > 1 ? words[1] : "/";
    }

    /** A line, an HTTP request with its body, or the first piece of a TLS handshake. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] piece = new byte[LONGEST];
        while (bytes.size() < LONGEST) {
            int count = in.read(piece);
            if (count < 0) {
                break;
            }
            bytes.write(piece, 0, count);
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            if (text.charAt(0) == TLS_HANDSHAKE || isWhole(text)) {
                break;
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static boolean isWhole(String text) {
        if (!text.contains(" HTTP/1.1\r\n")) {
            return text.endsWith("\n");
        }
        int head = text.indexOf("\r\n\r\n");
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        int length = lower.indexOf("content-length: ");
        if (head < 0) {
            return false;
        }
        if (lower.contains("transfer-encoding: chunked")) {
            return text.endsWith("0\r\n\r\n");
        }
        return length < 0 || length > head || text.length() >= head + 4 + Integer.parseInt(text.substring(length + "content-length: ".length(), text.indexOf("\r\n", length)).strip());
    }

    private void receiveAll() {
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[1024], 1024);
                udp.receive(packet);
                heard.add(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1));
                if (packet.getLength() > DNS_FLAGS + 1) {
                    // A response: recursion is there, the name is not.
                    packet.getData()[DNS_FLAGS] = (byte) 0x81;
                    packet.getData()[DNS_FLAGS + 1] = (byte) 0x83;
                    udp.send(packet);
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        tcp.close();
        redirector.close();
        unix.close();
        udp.close();
    }
}
