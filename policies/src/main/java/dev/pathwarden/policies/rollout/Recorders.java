package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.signing.Acknowledgement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the recorders of a bundle acknowledged, read from the directory beside it. Nothing but what they said: a bundle is deployed with each recorder that says so, and with no other.
 *
 * @param all by name; those that ended, or were not seen, more than a day ago are left out
 * @param unread files that are no acknowledgement, or too many to read
 */
public record Recorders(List<Told> all, int unread) {

    /** For so long a recorder that says nothing is taken to be there. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 10_000;

    public Recorders {
        all = List.copyOf(all);
    }

    /** Where a recorder stands with a bundle. */
    public enum State {
        /** It is in force there. */
        TAKEN,
        /** It was refused there, and other guardrails are in force. */
        REFUSED,
        /** The recorder is there and has not answered: other guardrails are in force. */
        SILENT,
        /** The recorder was not seen for a while and has not said that it ends: nobody knows what is in force there, if anything is. */
        LOST,
        /** It has ended. */
        ENDED
    }

    /**
     * What a recorder said last.
     *
     * @param said what
     * @param seen when it was last there
     */
    public record Told(Acknowledgement said, Instant seen) {

        /**
         * Where it stands with a bundle.
         *
         * @param hash hash of the bundle
         * @param sequence its number; null where it has none
         * @param since when it was put in place
         * @param now the time
         */
        public State state(String hash, Long sequence, Instant since, Instant now) {
            if (said.ended()) {
                return State.ENDED;
            }
            if (seen.isBefore(now.minus(PATIENCE))) {
                return State.LOST;
            }
            boolean same = said.bundle().equals(hash) && (sequence == null || sequence.equals(said.sequence()));
            Instant at = Instant.ofEpochSecond(0, said.atNanos());
            // A clock of files may count whole seconds, so what came in the same one came after.
            boolean refused = said.refusal() != null && !at.isBefore(since.minusSeconds(1));
            return same && said.refusal() == null ? State.TAKEN : refused ? State.REFUSED : same ? State.TAKEN : State.SILENT;
        }
    }

    /** Reads what recorders of the bundle in that file said; nothing where no roll-out has made a directory for it. */
    public static Recorders of(Path bundle, Instant now) throws IOException {
        Path directory = Acknowledgement.directory(bundle.toFile()).toPath();
        List<Told> all = new ArrayList<>();
        int unread = 0;
        if (!Files.isDirectory(directory)) {
            return new Recorders(all, 0);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + Acknowledgement.SUFFIX)) {
            for (Path file : files) {
                Told told = all.size() < MOST ? read(file) : null;
                if (told == null && Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                    // It was forgotten meanwhile.
                    continue;
                }
                if (told == null) {
                    unread++;
                } else if (told.seen().isAfter(now.minus(KEPT))) {
                    all.add(told);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        all.sort(Comparator.comparing(told -> told.said().recorder()));
        return new Recorders(all, unread);
    }

    /** Deletes what was said by recorders that ended, or were not seen, more than a day ago. */
    static void forget(Path bundle, Instant now) throws IOException {
        Path directory = Acknowledgement.directory(bundle.toFile()).toPath();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + Acknowledgement.SUFFIX)) {
            for (Path file : files) {
                if (changed(file).isBefore(now.minus(KEPT))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** When a file was changed last; now, where it is gone. */
    private static Instant changed(Path file) throws IOException {
        try {
            return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (NoSuchFileException gone) {
            return Instant.now();
        }
    }

    private static Told read(Path file) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            Instant seen = Files.getLastModifiedTime(file).toInstant();
            Acknowledgement said = Acknowledgement.parse(new String(in.readNBytes(Acknowledgement.MOST_BYTES + 1), StandardCharsets.UTF_8));
            return said == null || !file.getFileName().toString().equals(said.recorder() + Acknowledgement.SUFFIX) ? null : new Told(said, seen);
        } catch (IOException unreadable) {
            return null;
        }
    }
}
