package dev.pathwarden.recorder.attached.program;

import com.sun.net.httpserver.HttpServer;
import java.io.FileOutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent that does something forbidden and takes no notice of being stopped. Prints {@code <what> done} or {@code <what> <exception>}. */
public final class Aborting {

    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static final ExecutorService POOL = Executors.newSingleThreadExecutor();
    private static final AtomicInteger HEARD = new AtomicInteger();
    private static HttpServer server;
    private static Future<?> late;

    private Aborting() {
    }

    /** An action. */
    private interface Attempt {
        void make() throws Exception;
    }

    /** Arguments: a directory. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            HEARD.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        attempt("first run", () -> agent(directory, "first"));
        ENDED.countDown();
        if (late != null) {
            late.get();
        }
        attempt("second run", () -> agent(directory, "second"));
        attempt("outside", () -> Files.writeString(directory.resolve("forbidden"), "outside"));
        POOL.shutdown();
        server.stop(0);
        System.out.println("heard " + HEARD);
    }

    /** The agent. */
    public static String agent(Path directory, String run) throws Exception {
        if (run.equals("second")) {
            Files.writeString(directory.resolve("second"), "harmless");
            return "done";
        }
        FileOutputStream open = new FileOutputStream(directory.resolve("open").toFile());
        open.write("allowed".getBytes(StandardCharsets.UTF_8));
        late = POOL.submit(() -> late(directory, open));
        HttpURLConnection request = (HttpURLConnection) new URL("http://127.0.0.1:" + server.getAddress().getPort() + "/").openConnection();
        request.setDoOutput(true);
        request.getOutputStream().write("body".getBytes(StandardCharsets.UTF_8));
        DatagramSocket datagrams = new DatagramSocket();
        DatagramPacket datagram = new DatagramPacket(new byte[1], 1, server.getAddress().getAddress(), server.getAddress().getPort());
        datagrams.send(datagram);
        attempt("forbidden", () -> Files.writeString(directory.resolve("forbidden"), "x"));
        attempt("after", () -> Files.writeString(directory.resolve("after"), "x"));
        attempt("open file", () -> open.write("allowed".getBytes(StandardCharsets.UTF_8)));
        attempt("request", request::getResponseCode);
        attempt("request again", request::getResponseCode);
        attempt("datagram", () -> datagrams.send(datagram));
        return "answer";
    }

    private static void late(Path directory, FileOutputStream open) {
        try {
            ENDED.await();
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
        attempt("late", () -> Files.writeString(directory.resolve("late"), "x"));
        attempt("late open file", () -> open.write("allowed".getBytes(StandardCharsets.UTF_8)));
    }

    private static void attempt(String what, Attempt attempt) {
        try {
            attempt.make();
            System.out.println(what + " done");
        } catch (Throwable stopped) {
            System.out.println(what + " " + stopped.getClass().getSimpleName());
        }
    }
}
