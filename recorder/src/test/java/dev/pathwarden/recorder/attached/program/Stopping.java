package dev.pathwarden.recorder.attached.program;

import java.io.File;
import java.io.FileOutputStream;
import java.lang.reflect.Method;
import java.util.concurrent.CountDownLatch;

/** An agent whose threads write files and are stopped from outside while they do. Arguments: a directory. Prints {@code over}. */
public final class Stopping {

    private static final int THREADS = 300;
    private static final int FILES = 40;

    private Stopping() {
    }

    /** Does it. */
    public static void main(String[] arguments) throws Exception {
        agent(new File(arguments[0]));
        System.out.println("over");
        // A thread that was stopped may have left a lock taken.
        Runtime.getRuntime().halt(0);
    }

    /** The agent. */
    public static String agent(File directory) throws Exception {
        Method stop = Thread.class.getMethod("stop");
        for (int i = 0; i < THREADS; i++) {
            CountDownLatch begun = new CountDownLatch(1);
            int number = i;
            Thread writer = new Thread(() -> {
                try {
                    write(directory, number, begun);
                } finally {
                    // Where a class that the recorder needs was being initialised by one that was stopped, every write is refused from then on.
                    begun.countDown();
                }
            });
            writer.setUncaughtExceptionHandler((thread, death) -> { });
            writer.start();
            begun.await();
            // Somewhere within the writes, which take some hundred microseconds each.
            for (long end = System.nanoTime() + i * 7_919L % 1_000_000L; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            stop.invoke(writer);
            writer.join(1_000);
        }
        return "done";
    }

    private static void write(File directory, int number, CountDownLatch begun) {
        for (int i = 0; i < FILES; i++) {
            try (FileOutputStream out = new FileOutputStream(new File(directory, "stopped-" + number + "-" + i))) {
                begun.countDown();
                out.write(i);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
