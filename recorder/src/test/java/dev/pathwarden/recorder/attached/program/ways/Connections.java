package dev.pathwarden.recorder.attached.program.ways;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;
import javax.naming.directory.InitialDirContext;
import javax.net.SocketFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Addresses reached over TCP, UDP and Unix sockets, names looked up. */
final class Connections {

    private static final int TIMEOUT_MILLIS = 10_000;

    private Connections() {
    }

    static void addTo(Map<String, Way> ways) {
        sockets(ways);
        channels(ways);
        datagrams(ways);
        names(ways);
        netty(ways);
    }

    private static void netty(Map<String, Way> ways) {
        ways.put("connect-netty-nio", scene -> connect(scene, NioSocketChannel.class, NioIoHandler.newFactory()));
        ways.put("connect-netty-epoll", scene -> connect(scene, EpollSocketChannel.class, EpollIoHandler.newFactory()));
    }

    private static void connect(Scene scene, Class<? extends Channel> type, IoHandlerFactory handlers) throws Exception {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, handlers);
        try {
            Channel channel = new Bootstrap().group(group).channel(type).handler(new ChannelInboundHandlerAdapter()).connect("127.0.0.1", scene.port("tcp")).sync().channel();
            channel.writeAndFlush(Unpooled.copiedBuffer(scene.token() + "\n", StandardCharsets.US_ASCII)).sync();
            channel.close().sync();
        } finally {
            group.shutdownGracefully(0, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static void sockets(Map<String, Way> ways) {
        ways.put("connect-Socket", scene -> send(scene, new Socket("127.0.0.1", scene.port("tcp"))));
        ways.put("connect-Socket-InetAddress", scene -> send(scene, new Socket(InetAddress.getLoopbackAddress(), scene.port("tcp"))));
        ways.put("connect-Socket-local-address", scene -> send(scene, new Socket("127.0.0.1", scene.port("tcp"), null, 0)));
        ways.put("connect-Socket-no-proxy", scene -> connect(scene, new Socket(Proxy.NO_PROXY)));
        ways.put("connect-Socket.connect", scene -> connect(scene, new Socket()));
        ways.put("connect-SocketFactory", scene -> send(scene, SocketFactory.getDefault().createSocket("127.0.0.1", scene.port("tcp"))));
        ways.put("connect-SSLSocket", scene -> hello(scene, (SSLSocket) SSLSocketFactory.getDefault().createSocket("127.0.0.1", scene.port("tcp"))));
        ways.put("connect-SSLSocket-layered", scene -> {
            Socket plain = new Socket("127.0.0.1", scene.port("tcp"));
            hello(scene, (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, "127.0.0.1", scene.port("tcp"), true));
        });
        ways.put("connect-reflection", scene -> {
            Socket socket = Socket.class.getConstructor().newInstance();
            Socket.class.getMethod("connect", SocketAddress.class).invoke(socket, scene.tcp());
            send(scene, socket);
        });
    }

    private static void connect(Scene scene, Socket socket) throws java.io.IOException {
        try (socket) {
            socket.connect(scene.tcp(), TIMEOUT_MILLIS);
            socket.getOutputStream().write(scene.line());
        }
    }

    private static void send(Scene scene, Socket socket) throws java.io.IOException {
        try (socket) {
            socket.getOutputStream().write(scene.line());
        }
    }

    /** Begins a handshake, whose first message names the token; the listener speaks no TLS. */
    private static void hello(Scene scene, SSLSocket socket) throws java.io.IOException {
        try (socket) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {scene.token()});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        } catch (SSLException | java.net.SocketException expected) {
            return;
        }
    }

    private static void channels(Map<String, Way> ways) {
        ways.put("connect-SocketChannel", scene -> write(scene, SocketChannel.open(scene.tcp())));
        ways.put("connect-SocketChannel.connect", scene -> {
            SocketChannel channel = SocketChannel.open();
            channel.connect(scene.tcp());
            write(scene, channel);
        });
        ways.put("connect-SocketChannel.socket", scene -> {
            SocketChannel channel = SocketChannel.open();
            channel.socket().connect(scene.tcp(), TIMEOUT_MILLIS);
            write(scene, channel);
        });
        ways.put("connect-SocketChannel.finishConnect", scene -> {
            try (SocketChannel channel = SocketChannel.open(); Selector selector = Selector.open()) {
                channel.configureBlocking(false);
                if (!channel.connect(scene.tcp())) {
                    channel.register(selector, SelectionKey.OP_CONNECT);
                    selector.select(TIMEOUT_MILLIS);
                    channel.finishConnect();
                }
                channel.write(ByteBuffer.wrap(scene.line()));
            }
        });
        ways.put("connect-AsynchronousSocketChannel", scene -> {
            try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
                channel.connect(scene.tcp()).get();
                channel.write(ByteBuffer.wrap(scene.line())).get();
            }
        });
        ways.put("connect-AsynchronousSocketChannel-handler", scene -> {
            CompletableFuture<Void> connected = new CompletableFuture<>();
            try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
                channel.connect(scene.tcp(), null, new CompletionHandler<Void, Void>() {
                    @Override
                    public void completed(Void result, Void attachment) {
                        connected.complete(null);
                    }

                    @Override
                    public void failed(Throwable error, Void attachment) {
                        connected.completeExceptionally(error);
                    }
                });
                connected.get();
                channel.write(ByteBuffer.wrap(scene.line())).get();
            }
        });
        ways.put("connect-unix", scene -> write(scene, SocketChannel.open(UnixDomainSocketAddress.of(scene.world("unix")))));
        ways.put("connect-unix-family", scene -> {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(Path.of(scene.world("unix"))));
            write(scene, channel);
        });
    }

    private static void write(Scene scene, SocketChannel channel) throws java.io.IOException {
        try (channel) {
            channel.write(ByteBuffer.wrap(scene.line()));
        }
    }

    private static void datagrams(Map<String, Way> ways) {
        ways.put("udp-DatagramSocket", scene -> send(scene, new DatagramSocket()));
        ways.put("udp-MulticastSocket", scene -> send(scene, new MulticastSocket()));
        ways.put("udp-DatagramSocket.connect", scene -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(scene.udp());
                socket.send(new DatagramPacket(scene.line(), scene.line().length));
            }
        });
        ways.put("udp-DatagramChannel", scene -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.send(ByteBuffer.wrap(scene.line()), scene.udp());
            }
        });
        ways.put("udp-DatagramChannel.connect", scene -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.connect(scene.udp());
                channel.write(ByteBuffer.wrap(scene.line()));
            }
        });
        ways.put("udp-DatagramChannel.socket", scene -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.socket().send(new DatagramPacket(scene.line(), scene.line().length, scene.udp()));
            }
        });
        ways.put("udp-reflection", scene -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                DatagramSocket.class.getMethod("send", DatagramPacket.class).invoke(socket, new DatagramPacket(scene.line(), scene.line().length, scene.udp()));
            }
        });
    }

    private static void send(Scene scene, DatagramSocket socket) throws java.io.IOException {
        try (socket) {
            socket.send(new DatagramPacket(scene.line(), scene.line().length, scene.udp()));
        }
    }

    private static void names(Map<String, Way> ways) {
        ways.put("dns-InetAddress.getAllByName", scene -> scene.tell(InetAddress.getAllByName(scene.token() + ".test")[0].getHostAddress()));
        ways.put("dns-InetAddress.getByName", scene -> scene.tell(InetAddress.getByName(scene.token() + ".test").getHostAddress()));
        ways.put("dns-InetSocketAddress", scene -> scene.tell(new InetSocketAddress(scene.token() + ".test", 1).getAddress().getHostAddress()));
        ways.put("dns-trailing-dot", scene -> scene.tell(InetAddress.getByName(scene.token() + ".test.").getHostAddress()));
        ways.put("dns-last-digit", scene -> scene.tell(InetAddress.getByName(scene.token() + ".test7").getHostAddress()));
        ways.put("udp-JNDI-dns", scene -> {
            Hashtable<String, String> environment = new Hashtable<>(Map.of("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory",
                    "java.naming.provider.url", "dns://127.0.0.1:" + scene.port("udp"), "com.sun.jndi.dns.timeout.initial", "200", "com.sun.jndi.dns.timeout.retries", "1"));
            InitialDirContext context = new InitialDirContext(environment);
            try {
                context.getAttributes(scene.token() + ".test", new String[] {"TXT"});
            } catch (NamingException unanswered) {
                if (unanswered.getRootCause() instanceof SecurityException blocked) {
                    throw blocked;
                }
            } finally {
                context.close();
            }
        });
    }
}
