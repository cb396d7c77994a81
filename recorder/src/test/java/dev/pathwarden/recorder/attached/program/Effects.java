package dev.pathwarden.recorder.attached.program;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Causes effects in every way there is to cause them, each in a file or to a listener named after the way. Prints {@code <way> done}, {@code <way> blocked} or
 * {@code <way> failed <exception>} for each.
 *
 * <p>Arguments: directory for the effects, TCP port, UDP port. The directory holds {@code secret}, and {@code old-<way>} for each way that takes a file away.
 */
public final class Effects {

    private final Path directory;
    private final int tcp;
    private final int udp;
    private final Map<String, Effect> ways = new LinkedHashMap<>();

    /** One way to cause an effect. */
    private interface Effect {
        void cause(String way) throws Exception;
    }

    private Effects(String[] arguments) {
        directory = Path.of(arguments[0]);
        tcp = Integer.parseInt(arguments[1]);
        udp = Integer.parseInt(arguments[2]);
        writes();
        changes();
        deletes();
        reads();
        processes();
        connections();
        elsewhere();
    }

    /** Causes all of them. */
    public static void main(String[] arguments) {
        Effects effects = new Effects(arguments);
        effects.ways.forEach((way, effect) -> System.out.println(way + " " + outcome(way, effect)));
        System.exit(0);
    }

    private static String outcome(String way, Effect effect) {
        try {
            effect.cause(way);
            return "done";
        } catch (Throwable thrown) {
            Throwable cause = thrown;
            while (cause.getCause() != null && (cause instanceof ExecutionException || cause instanceof CompletionException || cause instanceof java.lang.reflect.InvocationTargetException
                    || cause.getClass() == RuntimeException.class)) {
                cause = cause.getCause();
            }
            return cause instanceof SecurityException && "This action was stopped by a security guardrail.".equals(cause.getMessage()) ? "blocked" : "failed " + cause;
        }
    }

    private Path path(String way) {
        return directory.resolve(way);
    }

    private String name(String way) {
        return path(way).toString();
    }

    private void writes() {
        ways.put("write-FileOutputStream", way -> new FileOutputStream(name(way)).close());
        ways.put("write-FileWriter", way -> new FileWriter(name(way)).close());
        ways.put("write-PrintWriter", way -> new PrintWriter(name(way)).close());
        ways.put("write-RandomAccessFile", way -> new RandomAccessFile(name(way), "rw").close());
        ways.put("write-File.createNewFile", way -> new File(name(way)).createNewFile());
        ways.put("write-Files.createFile", way -> Files.createFile(path(way)));
        ways.put("write-Files.writeString", way -> Files.writeString(path(way), "x"));
        ways.put("write-Files.newOutputStream", way -> Files.newOutputStream(path(way)).close());
        ways.put("write-Files.newBufferedWriter", way -> Files.newBufferedWriter(path(way)).close());
        ways.put("write-Files.copy-stream", way -> Files.copy(new ByteArrayInputStream(new byte[1]), path(way)));
        ways.put("write-FileChannel", way -> FileChannel.open(path(way), StandardOpenOption.CREATE, StandardOpenOption.WRITE).close());
        ways.put("write-AsynchronousFileChannel", way -> AsynchronousFileChannel.open(path(way), StandardOpenOption.CREATE, StandardOpenOption.WRITE).close());
        ways.put("write-reflection", way -> ((OutputStream) Class.forName("java.io.FileOutputStream").getConstructor(String.class).newInstance(name(way))).close());
        ways.put("write-method-handle", way -> {
            try {
                ((FileOutputStream) java.lang.invoke.MethodHandles.lookup().findConstructor(FileOutputStream.class, java.lang.invoke.MethodType.methodType(void.class, File.class)).invoke(new File(name(way)))).close();
            } catch (Throwable thrown) {
                throw thrown instanceof Exception exception ? exception : new IllegalStateException(thrown);
            }
        });
    }

    private void changes() {
        ways.put("change-Files.copy", way -> Files.copy(directory.resolve("secret"), path(way)));
        ways.put("change-Files.move", way -> Files.move(directory.resolve("old-" + way), path(way), StandardCopyOption.REPLACE_EXISTING));
        ways.put("change-File.renameTo", way -> new File(name("old-" + way)).renameTo(new File(name(way))));
        ways.put("change-createLink", way -> Files.createLink(path(way), directory.resolve("secret")));
        ways.put("change-createSymbolicLink", way -> Files.createSymbolicLink(path(way), directory.resolve("secret")));
        ways.put("change-createDirectory", way -> Files.createDirectory(path(way)));
        ways.put("change-createDirectories", way -> Files.createDirectories(path(way)));
        ways.put("change-File.mkdir", way -> new File(name(way)).mkdir());
        ways.put("change-File.mkdirs", way -> new File(name(way)).mkdirs());
    }

    private void deletes() {
        ways.put("delete-File.delete", way -> new File(name("old-" + way)).delete());
        ways.put("delete-Files.delete", way -> Files.delete(path("old-" + way)));
        ways.put("delete-Files.deleteIfExists", way -> Files.deleteIfExists(path("old-" + way)));
        ways.put("delete-reflection", way -> File.class.getMethod("delete").invoke(new File(name("old-" + way))));
    }

    private void reads() {
        Path secret = directory.resolve("secret");
        ways.put("read-FileInputStream", way -> say(way, new String(new FileInputStream(secret.toFile()).readAllBytes(), StandardCharsets.UTF_8)));
        ways.put("read-FileReader", way -> {
            char[] text = new char[64];
            say(way, new String(text, 0, new FileReader(secret.toFile()).read(text)));
        });
        ways.put("read-Scanner", way -> say(way, new Scanner(secret.toFile()).nextLine()));
        ways.put("read-RandomAccessFile", way -> say(way, new RandomAccessFile(secret.toFile(), "r").readLine()));
        ways.put("read-Files.readString", way -> say(way, Files.readString(secret)));
        ways.put("read-Files.readAllBytes", way -> say(way, new String(Files.readAllBytes(secret), StandardCharsets.UTF_8)));
        ways.put("read-Files.lines", way -> say(way, Files.lines(secret).toList().get(0)));
        ways.put("read-FileChannel", way -> {
            ByteBuffer buffer = ByteBuffer.allocate(64);
            FileChannel.open(secret).read(buffer);
            say(way, new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
        });
        ways.put("read-AsynchronousFileChannel", way -> {
            ByteBuffer buffer = ByteBuffer.allocate(64);
            AsynchronousFileChannel.open(secret).read(buffer, 0).get();
            say(way, new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
        });
    }

    private static void say(String way, String text) {
        System.out.println(way + " read " + text.strip());
    }

    private void processes() {
        ways.put("process-ProcessBuilder", way -> new ProcessBuilder("touch", name(way)).start().waitFor());
        ways.put("process-Runtime.exec", way -> Runtime.getRuntime().exec(new String[] {"touch", name(way)}).waitFor());
        ways.put("process-startPipeline", way -> ProcessBuilder.startPipeline(java.util.List.of(new ProcessBuilder("touch", name(way)))).get(0).waitFor());
        ways.put("process-reflection", way -> ((Process) ProcessBuilder.class.getMethod("start").invoke(new ProcessBuilder("touch", name(way)))).waitFor());
    }

    private void connections() {
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", tcp);
        ways.put("net-Socket", way -> {
            try (Socket socket = new Socket("127.0.0.1", tcp)) {
                socket.getOutputStream().write(line(way));
            }
        });
        ways.put("net-Socket.connect", way -> {
            try (Socket socket = new Socket()) {
                socket.connect(server, 10_000);
                socket.getOutputStream().write(line(way));
            }
        });
        ways.put("net-SocketChannel", way -> {
            try (SocketChannel channel = SocketChannel.open(server)) {
                channel.write(ByteBuffer.wrap(line(way)));
            }
        });
        ways.put("net-SocketChannel.socket", way -> {
            try (SocketChannel channel = SocketChannel.open()) {
                channel.socket().connect(server, 10_000);
                channel.write(ByteBuffer.wrap(line(way)));
            }
        });
        ways.put("net-AsynchronousSocketChannel", way -> {
            try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
                channel.connect(server).get();
                channel.write(ByteBuffer.wrap(line(way))).get();
            }
        });
        ways.put("net-HttpURLConnection", way -> ((HttpURLConnection) uri(way).toURL().openConnection()).getResponseCode());
        ways.put("udp-DatagramSocket", way -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(line(way), line(way).length, InetAddress.getLoopbackAddress(), udp));
            }
        });
        ways.put("udp-DatagramSocket.connect", way -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(InetAddress.getLoopbackAddress(), udp);
                socket.send(new DatagramPacket(line(way), line(way).length));
            }
        });
        ways.put("udp-DatagramChannel", way -> {
            try (DatagramChannel channel = DatagramChannel.open()) {
                channel.send(ByteBuffer.wrap(line(way)), new InetSocketAddress(InetAddress.getLoopbackAddress(), udp));
            }
        });
        HttpClient client = HttpClient.newHttpClient();
        ways.put("http-HttpClient.send", way -> client.send(HttpRequest.newBuilder(uri(way)).build(), HttpResponse.BodyHandlers.ofString()));
        ways.put("http-HttpClient.sendAsync", way -> client.sendAsync(HttpRequest.newBuilder(uri(way)).build(), HttpResponse.BodyHandlers.ofString()).get());
    }

    private URI uri(String way) {
        return URI.create("http://127.0.0.1:" + tcp + "/" + way);
    }

    private static byte[] line(String way) {
        return (way + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** The same effect from other threads and from code that is not written down as such. */
    private void elsewhere() {
        ways.put("write-lambda", way -> {
            Runnable lambda = () -> write(way);
            lambda.run();
        });
        ways.put("write-thread", way -> on(way, task -> new Thread(task).start()));
        ways.put("write-executor", way -> on(way, task -> Executors.newSingleThreadExecutor().execute(task)));
        ways.put("write-completable-future", way -> CompletableFuture.runAsync(() -> write(way)).get());
        ways.put("write-static-initialiser", way -> {
            StaticInitialiser.path = name(way);
            try {
                Class.forName(StaticInitialiser.class.getName() + "$Late");
            } catch (ExceptionInInitializerError error) {
                throw error.getCause() instanceof Exception exception ? exception : new IllegalStateException(error);
            }
        });
        if (Runtime.version().feature() >= 21) {
            ways.put("write-virtual-thread", way -> on(way, task -> {
                try {
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
    }

    private void on(String way, java.util.function.Consumer<Runnable> starter) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> write(way), null);
        starter.accept(task);
        task.get();
    }

    private void write(String way) {
        try (BufferedWriter writer = new BufferedWriter(new FileWriter(name(way)))) {
            writer.write("x");
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
