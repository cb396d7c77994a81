package dev.pathwarden.recorder.attached.program;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Deletes files whose deletion is held, each on a thread of its own. Prints {@code <name> blocked} or {@code <name> done}. */
public final class Holding {

    private static final String[] NAMES = {"approved", "denied", "unanswered", "forged", "elsewhere", "interrupted"};

    private Holding() {
    }

    /** Arguments: directory of the files, approver's key file. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        List<Thread> threads = new ArrayList<>();
        for (String name : NAMES) {
            Thread thread = new Thread(() -> delete(directory, name));
            thread.start();
            threads.add(thread);
        }
        Thread interrupted = threads.get(NAMES.length - 1);
        awaitWaiting(interrupted);
        interrupted.interrupt();
        for (Thread thread : threads) {
            thread.join();
        }
        // The answer to the first deletion does not count for the same deletion again.
        Files.createFile(directory.resolve("approved"));
        delete(directory, "approved");
        virtual(directory);
        try {
            Files.readAllBytes(Path.of(arguments[1]));
            System.out.println("key read");
        } catch (SecurityException refused) {
            System.out.println("key refused");
        }
    }

    private static void delete(Path directory, String name) {
        String outcome;
        try {
            Files.delete(directory.resolve(name));
            outcome = "done";
        } catch (SecurityException blocked) {
            outcome = "blocked" + (Thread.interrupted() ? " interrupted" : "");
        } catch (java.io.IOException wrong) {
            outcome = wrong.toString();
        }
        System.out.println(name + " " + outcome);
    }

    private static void awaitWaiting(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.sleep(10);
        }
    }

    /** With one carrier thread, a second virtual thread gets on only while the held one does not pin it. */
    private static void virtual(Path directory) throws Exception {
        Thread held = startVirtual(() -> delete(directory, "virtual"));
        if (held == null) {
            System.out.println("virtual unknown");
            return;
        }
        awaitWaiting(held);
        CountDownLatch reached = new CountDownLatch(1);
        startVirtual(reached::countDown);
        System.out.println("carrier " + (reached.await(5, TimeUnit.SECONDS) ? "free" : "pinned"));
        System.out.flush();
        Files.createFile(directory.resolve("looked-at-carrier"));
        held.join();
    }

    private static Thread startVirtual(Runnable task) throws IllegalAccessException, InvocationTargetException {
        try {
            return (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (NoSuchMethodException before21) {
            return null;
        }
    }
}
