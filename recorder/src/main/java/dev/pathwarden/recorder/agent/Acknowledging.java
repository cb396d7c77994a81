package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.recorder.context.EpochClock;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells whoever rolls guardrails out which of them are in force here, in a file of the directory that was made for that beside the bundle. Where there is no such directory, nothing is told and nothing made; it
 * can come later.
 *
 * <p>For any thread: the one that starts the recorder, the one that watches the bundle, and the one on which the process ends. What cannot be written is said once, and takes nothing else away.
 */
final class Acknowledging {

    private static final long SEEN_EVERY_NANOS = 5_000_000_000L;
    private static final int LONGEST_NAME = 256;
    private static final File HOST = new File("/proc/sys/kernel/hostname");

    private final File directory;
    private final String recorder;
    private final long pid;
    private final String program;
    private final EpochClock clock;
    private Acknowledgement last;
    private boolean written;
    private boolean failed;
    private long seen;

    /**
     * Acknowledgements of the bundle in that file.
     *
     * @param id tells this start of a JVM from all others
     */
    Acknowledging(File bundle, long pid, long id, String program, EpochClock clock) {
        directory = Acknowledgement.directory(bundle);
        recorder = pid + "-" + String.format("%016x", id);
        this.pid = pid;
        this.program = program;
        this.clock = clock;
    }

    /** Tells that these are in force; returns what went wrong with that, a sentence, null where nothing did. */
    synchronized String took(AcceptedBundle accepted) {
        return tell(accepted, null);
    }

    /** Tells that what lies there was refused, and that these stay in force; returns what went wrong with that, a sentence, null where nothing did. */
    synchronized String refused(AcceptedBundle accepted, String why) {
        return tell(accepted, why);
    }

    private String tell(AcceptedBundle accepted, String refusal) {
        last = new Acknowledgement(recorder, pid, host(), program, accepted.bundle().hash(), accepted.sequence(), refusal, clock.nanos(), false);
        written = false;
        return stillThere();
    }

    /** Tells every now and then that this recorder is still there, and all it has to tell where it could not before; returns what went wrong with that, a sentence, null where nothing did, or it was told before. */
    synchronized String stillThere() {
        long now = clock.nanos();
        if (last == null || written && now - seen < SEEN_EVERY_NANOS || !directory.isDirectory()) {
            return null;
        }
        seen = now;
        File file = new File(directory, recorder + Acknowledgement.SUFFIX);
        if (written && file.setLastModified(now / 1_000_000)) {
            return null;
        }
        return write(file);
    }

    /** Tells that this recorder ends. */
    synchronized void end() {
        if (last != null && written) {
            last = last.atEnd();
            write(new File(directory, recorder + Acknowledgement.SUFFIX));
        }
    }

    private String write(File file) {
        File aside = new File(directory, "." + recorder);
        try {
            try (FileOutputStream out = new FileOutputStream(aside)) {
                aside.setReadable(false, false);
                aside.setReadable(true, true);
                out.write(last.text().getBytes(StandardCharsets.UTF_8));
            }
            written = aside.renameTo(file);
        } catch (IOException cannot) {
            written = false;
        }
        if (written || failed) {
            return null;
        }
        failed = true;
        return "Which guardrails are in force in this process cannot be acknowledged in " + directory + ": see that it can be written by the user this program runs as. They are in force all the same.";
    }

    private static String host() {
        try {
            return new String(PlainFiles.read(HOST, LONGEST_NAME), StandardCharsets.UTF_8).strip();
        } catch (IOException unknown) {
            return "";
        }
    }
}
