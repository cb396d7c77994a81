package dev.pathwarden.recorder.agent;

import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.recorder.context.Threads;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileSystem;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Looks whether other guardrails lie where those in force were read, and puts them in force.
 *
 * <p>Implementation note. One platform thread of the recorder's own, a daemon, asks twice in a second for the file's times, length and number, and reads it when one of them differs. What is accepted comes
 * into force at once. What is not may be half written: it is read once more when the file has been the same for two looks, and refused then, once. Everything that new guardrails need is loaded on
 * this thread before a thread of the program meets them.
 */
final class PolicyWatch {

    private static final long LOOK_EVERY_NANOS = 500_000_000L;

    private final File file;
    private final PolicyFile policies;
    private final GuardrailsInForce inForce;
    private final FileSystem files;
    private final Threads threads;
    private final Acknowledging acknowledging;
    private final Consumer<Bundle> prepare;
    /** The one of the start: the program may put another in its place. */
    private final PrintStream err = System.err;
    private Stamp settled;
    private Stamp seen;

    /**
     * What tells one state of a file from another.
     *
     * @param identity number of the file; null where there is none
     * @param modified when it was changed, as text
     */
    private record Stamp(Object identity, String modified, long length) {
        private static final Stamp ABSENT = new Stamp(null, "", -1);
    }

    /**
     * A watch over that file.
     *
     * @param policies reads it
     * @param acknowledging tells what comes of it
     * @param files the default file system
     * @param prepare makes ready for guardrails before they come into force
     */
    PolicyWatch(File file, PolicyFile policies, GuardrailsInForce inForce, Acknowledging acknowledging, FileSystem files, Threads threads, Consumer<Bundle> prepare) {
        this.file = file;
        this.policies = policies;
        this.inForce = inForce;
        this.acknowledging = acknowledging;
        this.files = files;
        this.threads = threads;
        this.prepare = prepare;
    }

    /** Begins to watch. */
    void start() {
        Thread thread = new Thread(null, this::watch, "pathwarden-policies", 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private void watch() {
        threads.current().enter();
        while (true) {
            LockSupport.parkNanos(this, LOOK_EVERY_NANOS);
            // Whoever interrupts this thread would otherwise let it run without a pause.
            Thread.interrupted();
            try {
                lookAgain();
            } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError once) {
                // A program that was out of memory for a moment would otherwise follow nothing for the rest of its life. The next look does what this one could not.
            }
        }
    }

    private void lookAgain() {
        Stamp now = stamp();
        if (!now.equals(settled)) {
            look(now);
        }
        tell(acknowledging.stillThere());
    }

    private void look(Stamp now) {
        boolean still = now.equals(seen);
        seen = now;
        AcceptedBundle next;
        try {
            next = policies.read();
            if (!stamp().equals(now)) {
                return;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError bad) {
            if (still) {
                settled = now;
                refuse(PolicyFile.told(bad));
            }
            return;
        }
        settled = now;
        try {
            follow(next);
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError bad) {
            refuse(PolicyFile.told(bad));
        }
    }

    private void follow(AcceptedBundle next) {
        AcceptedBundle before = inForce.accepted();
        if (next.isSame(before)) {
            // What was refused last lies there no more.
            tell(acknowledging.took(before));
            return;
        }
        String following = next.refusalAfter(before);
        String refusal = following != null ? following : policies.refusal(next);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        try {
            prepare.accept(next.bundle());
        } catch (RuntimeException | LinkageError notPrepared) {
            // Then it is loaded where it is needed first.
        }
        inForce.replace(next);
        String forgotten = policies.remember(next);
        if (forgotten != null) {
            err.println("pathwarden: " + forgotten);
        }
        tell(acknowledging.took(next));
    }

    private void tell(String problem) {
        if (problem != null) {
            err.println("pathwarden: " + problem);
        }
    }

    private void refuse(String why) {
        inForce.refused(why);
        err.println("pathwarden: the bundle " + file + " is refused, and the guardrails that were in force stay so. " + why);
        tell(acknowledging.refused(inForce.accepted(), why));
    }

    private Stamp stamp() {
        try {
            BasicFileAttributes attributes = files.provider().readAttributes(files.getPath(file.getPath()), BasicFileAttributes.class);
            return new Stamp(attributes.fileKey(), attributes.lastModifiedTime().toString(), attributes.size());
        } catch (IOException | RuntimeException absent) {
            return Stamp.ABSENT;
        }
    }
}
