package dev.pathwarden.recorder.attached.program;

import java.io.File;
import java.io.FileOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent that recurses until its stack ends, and tries an effect at every depth from there back: to write a file, to connect, to start a process; and once more on its way out, with room.
 * Arguments: a directory. Prints how many connections were {@code heard} and what it could do afterwards.
 */
public final class DeepStack {

    private static final int WRITES = 300;
    private static final int CONNECTS = 200;
    private static final int PROCESSES = 300;
    private static final int STACK_BYTES = 400_000;
    private static final int ROUNDS = 2;
    private static final AtomicInteger HEARD = new AtomicInteger();

    private DeepStack() {
    }

    /** An effect, with a number of its own. */
    private interface Effect {
        void make(int number) throws Exception;
    }

    /** Does it. */
    public static void main(String[] arguments) throws Exception {
        File directory = new File(arguments[0]);
        // What the JDK itself initialises for them must not be left to the end of a stack: a class that could not be initialised there can never be used again.
        new ProcessBuilder("true").start().waitFor();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
            server.accept().close();
        }
        dive("outside", WRITES, writes(directory, "outside"));
        try (ServerSocket server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress())) {
            Thread accepting = new Thread(() -> accept(server));
            accepting.setDaemon(true);
            accepting.start();
            agent(directory, (InetSocketAddress) server.getLocalSocketAddress());
            // All that were let through are in the queue by now, and this one is behind them.
            int before = HEARD.get();
            Thread.sleep(200);
            System.out.println("heard " + Math.max(before, HEARD.get()));
        }
        Files.writeString(directory.toPath().resolve("outside-after"), "x");
        System.out.println("outside done");
    }

    /** The agent. */
    public static String agent(File directory, InetSocketAddress server) throws Exception {
        Path path = directory.toPath();
        awaitPreparation();
        for (int round = 0; round < ROUNDS; round++) {
            dive("round " + round, WRITES, writes(directory, "free-" + round));
            dive("round " + round, WRITES, writes(directory, "forbidden-" + round));
            dive("round " + round, CONNECTS, number -> {
                try (Socket socket = new Socket()) {
                    socket.connect(server);
                }
            });
        }
        ProcessBuilder[] processes = new ProcessBuilder[PROCESSES];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = new ProcessBuilder("/usr/bin/touch", new File(directory, "touched-" + i).getPath());
        }
        dive("processes", PROCESSES, number -> processes[number].start().waitFor());
        Files.writeString(path.resolve("after"), "x");
        try {
            Files.writeString(path.resolve("forbidden-after"), "x");
        } catch (SecurityException refused) {
            System.out.println("refused after");
        }
        return "done";
    }

    /** Nor must what the recorder itself initialises when the first run begins, on a thread that has nothing more to do afterwards. */
    private static void awaitPreparation() {
        while (Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("pathwarden-preparation") && thread.getState() != Thread.State.WAITING)) {
            Thread.yield();
        }
    }

    private static Effect writes(File directory, String name) {
        File[] files = new File[WRITES];
        for (int i = 0; i < files.length; i++) {
            files[i] = new File(directory, name + "-" + i);
        }
        return number -> {
            try (FileOutputStream out = new FileOutputStream(files[number])) {
                out.write(number);
            }
        };
    }

    /** On a thread that the recorder meets there for the first time. */
    private static void dive(String what, int depths, Effect effect) throws InterruptedException {
        Thread thread = new Thread(null, () -> {
            int reached = descend(effect, depths);
            System.out.println(what + (reached >= depths ? " tried" : " was not deep enough"));
        }, "dive", STACK_BYTES);
        thread.start();
        thread.join();
    }

    /** How many calls there were below this one. */
    private static int descend(Effect effect, int depths) {
        int below = 0;
        try {
            below = descend(effect, depths);
        } catch (StackOverflowError end) {
            below = 0;
        }
        if (below < depths) {
            try {
                effect.make(below);
            } catch (Throwable stopped) {
                // That is what is to become of it.
            }
        }
        return below + 1;
    }

    private static void accept(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
                HEARD.incrementAndGet();
            }
        } catch (Exception closed) {
            return;
        }
    }
}
