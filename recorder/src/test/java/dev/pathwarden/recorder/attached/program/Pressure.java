package dev.pathwarden.recorder.attached.program;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Many threads at once, virtual ones where the JVM has them, that all read, write, connect and load the same classes through loaders of their own. Argument: a directory. Prints
 * {@code done} and how many did, {@code deadlock} and the threads in one, and {@code pinned} for each time a virtual thread held its carrier within the recorder.
 */
public final class Pressure {

    private static final int TASKS = 400;
    private static final int FILES = 5;
    private static final int TIMEOUT_SECONDS = 90;

    private Pressure() {
    }

    /** Does it. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        try (Recording recording = new Recording(); ServerSocket server = new ServerSocket(0)) {
            recording.enable("jdk.VirtualThreadPinned").withStackTrace().withThreshold(java.time.Duration.ZERO);
            recording.start();
            Thread accepting = new Thread(() -> accept(server));
            accepting.setDaemon(true);
            accepting.start();
            System.out.println("done " + tasks(directory, server.getLocalPort()));
            long[] deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
            if (deadlocked != null) {
                System.out.println("deadlock " + List.of(ManagementFactory.getThreadMXBean().getThreadInfo(deadlocked, true, true)));
            }
            recording.stop();
            Path file = directory.resolve("pinned.jfr");
            recording.dump(file);
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                List<RecordedFrame> frames = event.getStackTrace() == null ? List.of() : event.getStackTrace().getFrames();
                pinnedByUs(frames).ifPresent(frame -> System.out.println("pinned for " + event.getDuration().toMillis() + " ms in " + frame));
            }
        }
        System.exit(0);
    }

    /**
     * The recorder's innermost frame; none where it was called by the JVM's loading of a class, which holds the carrier whoever is called, and where the JDK itself says that its
     * queue of references is not to be left.
     */
    private static Optional<String> pinnedByUs(List<RecordedFrame> frames) {
        List<String> names = frames.stream().map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName() + ":" + frame.getLineNumber()).toList();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith("dev.pathwarden.") && !names.get(i).contains(".attached.")) {
                boolean queue = i > 0 && names.get(i - 1).startsWith("java.lang.ref.ReferenceQueue.");
                boolean loading = names.subList(i, names.size()).stream().anyMatch(name -> name.startsWith("java.lang.ClassLoader.loadClass:") || name.startsWith("java.lang.Class.forName"));
                return loading || queue ? Optional.empty() : Optional.of(names.get(i));
            }
        }
        return Optional.empty();
    }

    private static int tasks(Path directory, int port) throws Exception {
        ExecutorService threads = executor();
        CountDownLatch start = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            int number = i;
            tasks.add(threads.submit(() -> {
                start.await();
                task(directory, number, port);
                return done.incrementAndGet();
            }));
        }
        start.countDown();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        for (Future<?> task : tasks) {
            task.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return done.get();
    }

    private static ExecutorService executor() throws ReflectiveOperationException {
        return Runtime.version().feature() >= 21 ? (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null) : Executors.newFixedThreadPool(64);
    }

    private static void task(Path directory, int number, int port) throws Exception {
        for (int i = 0; i < FILES; i++) {
            Path file = directory.resolve("in-" + number + "-" + i);
            Files.writeString(file, "written by task " + number + " for ada" + number + "@example.com");
            if (!Files.readString(file).startsWith("written")) {
                throw new IllegalStateException("nothing was written");
            }
        }
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(number);
        }
        URL classes = Pressure.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            for (String name : List.of("Carrying", "Contents", "Parent", "StaticInitialiser", "Tampering")) {
                Class.forName("dev.pathwarden.recorder.attached.program." + name, false, loader);
            }
        }
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException closed) {
            return;
        }
    }
}
