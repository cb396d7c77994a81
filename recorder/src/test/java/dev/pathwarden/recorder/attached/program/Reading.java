package dev.pathwarden.recorder.attached.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reads the files that it is told the names of, and on other threads the files {@code a} and {@code b} over and over. Prints {@code <name> done} or {@code <name> blocked}, and at the end of its input how
 * often it tried.
 */
public final class Reading {

    private static final AtomicLong TRIED = new AtomicLong();
    private static volatile boolean ended;

    private Reading() {
    }

    /** Arguments: a directory, and how many other threads there are. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        List<Thread> threads = new ArrayList<>();
        for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
            Thread thread = new Thread(() -> readOn(directory));
            threads.add(thread);
            thread.start();
        }
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            System.out.println(name + " " + read(directory.resolve(name)));
        }
        ended = true;
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("tried " + TRIED);
    }

    private static void readOn(Path directory) {
        while (!ended) {
            read(directory.resolve("a"));
            read(directory.resolve("b"));
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static String read(Path file) {
        TRIED.incrementAndGet();
        try {
            Files.readAllBytes(file);
            return "done";
        } catch (SecurityException stopped) {
            return "blocked";
        } catch (NoSuchFileException missing) {
            return "failed";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
