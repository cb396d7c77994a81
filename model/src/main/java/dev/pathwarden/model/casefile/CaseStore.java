package dev.pathwarden.model.casefile;

import dev.pathwarden.model.key.OwnerFile;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where the case of a recording is, and how it is read and changed.
 *
 * <p>It is beside the recording, under its name and {@code .case.json}. Where nothing can be written there, it is among the user's own files, under what the recording is told by. What is shown is all that is found for it: in both
 * places, and in a case beside it whose recording is no longer there under its old name and has the same runs. So a recording that was renamed keeps its case: what is changed next is written under the new name with all of it, and
 * the old file stays.
 *
 * <p>For any thread. Reads and writes files; whoever must not wait for a disk does it in the background.
 */
public final class CaseStore {

    /** What the name of a case ends with. */
    public static final String SUFFIX = ".case.json";

    private static final int MOST_LOOKED_AT = 10_000;
    private static final int MOST_READ = 100;

    private final String identity;
    private final CaseFile beside;
    private final CaseFile own;
    /** Where it was kept while runs could still be added. */
    private final CaseFile ownByPlace;
    private final Predicate<Path> writable;
    private final Clock clock;
    private final String author;

    /**
     * What was found.
     *
     * @param value all marks
     * @param notes what the user should know of where they are and what could not be read, one sentence each
     */
    public record Found(Case value, List<String> notes) {

        public Found {
            notes = List.copyOf(notes);
        }
    }

    /**
     * The case of a recording. The ids of all its runs are looked at once.
     *
     * @param environment the environment variables of this process, which say where the user's own files are
     */
    public CaseStore(Snapshot recording, Map<String, String> environment) {
        this(recording, environment, Files::isWritable, Clock.systemUTC());
    }

    CaseStore(Snapshot recording, Map<String, String> environment, Predicate<Path> writable, Clock clock) {
        this.identity = RecordingIdentity.of(recording);
        this.beside = new CaseFile(beside(recording.location()));
        Path cases = OwnerFile.directory(environment).resolve("cases");
        this.own = new CaseFile(cases.resolve(identity + SUFFIX));
        this.ownByPlace = new CaseFile(cases.resolve(RecordingIdentity.ofPlace(recording.location()) + SUFFIX));
        this.writable = writable;
        this.clock = clock;
        String user = System.getProperty("user.name", "").replaceAll("\\p{Cntrl}", "").strip();
        this.author = user.isEmpty() ? "somebody" : user.substring(0, Math.min(user.length(), Mark.LONGEST_AUTHOR));
    }

    /** The file beside a recording. What {@code run} and {@code demo} leave is one recording, whether its directory is named or the snapshot or journal in it. */
    private static Path beside(Path location) {
        Path recording = location.toAbsolutePath().normalize();
        Path parent = recording.getParent();
        boolean inside = parent != null && parent.getParent() != null && Files.isDirectory(parent.resolve(Snapshots.STORE_DIRECTORY)) && Files.isDirectory(parent.resolve(Snapshots.JOURNAL_DIRECTORY))
                && (recording.endsWith(Snapshots.STORE_DIRECTORY) || recording.endsWith(Snapshots.JOURNAL_DIRECTORY));
        Path named = inside ? parent : recording;
        return named.getParent() == null ? named.resolve(SUFFIX) : named.resolveSibling(named.getFileName() + SUFFIX);
    }

    /** Who is named as the author of what is changed: the user of this process. */
    public String author() {
        return author;
    }

    /** The file that changes are written to. */
    public Path file() {
        return target().path();
    }

    /** The place beside the recording, unless this user can write nothing there, or what is there is somebody else's. */
    private CaseFile target() {
        boolean usable = writable.test(beside.path().getParent()) && (!beside.exists() || Files.isReadable(beside.path())) && (!Files.exists(beside.lock(), LinkOption.NOFOLLOW_LINKS) || writable.test(beside.lock()));
        return usable ? beside : own;
    }

    /**
     * Reads the case.
     *
     * @throws CaseException if the file that changes would be written to is damaged, of a later version, or cannot be read
     */
    public Found read() {
        CaseFile target = target();
        List<String> notes = new ArrayList<>();
        if (target.equals(own)) {
            notes.add("Nothing can be written to " + beside.path() + ", so what you mark is kept in " + own.path() + ".");
        }
        Case value = target.read().merge(others(target, notes));
        return new Found(value, notes);
    }

    /**
     * Changes the case: as it is by now, whoever else changed it meanwhile.
     *
     * @return the case with the change
     * @throws CaseException if it cannot be read or written, or would hold too much; then nothing is changed
     */
    public Case edit(CaseEdit edit) {
        if (edit.isEmpty()) {
            return read().value();
        }
        CaseFile target = target();
        Case others = others(target, new ArrayList<>());
        Instant now = clock.instant();
        long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        return target.update(there -> edit.apply(there.merge(others), author, nanos).keptFor(identity));
    }

    /** What stands elsewhere. Nothing is written there, so what cannot be read is only told. */
    private Case others(CaseFile target, List<String> notes) {
        Case all = Case.EMPTY;
        for (CaseFile other : new LinkedHashSet<>(List.of(beside, own, ownByPlace))) {
            all = other.equals(target) ? all : all.merge(read(other, notes));
        }
        for (CaseFile orphan : orphans()) {
            notes.add("The case " + orphan.path() + " is shown here too: it was kept for the same runs under another name. What you change is written to " + target.path() + ".");
            all = all.merge(read(orphan, notes));
        }
        return all;
    }

    private static Case read(CaseFile file, List<String> notes) {
        try {
            return file.read();
        } catch (CaseException e) {
            notes.add(e.getMessage());
            return Case.EMPTY;
        }
    }

    /** Cases beside the recording that were kept for it, and whose names say that there was another one. */
    private List<CaseFile> orphans() {
        List<CaseFile> orphans = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(beside.path().getParent(), "*" + SUFFIX)) {
            int looked = 0;
            for (Path path : files) {
                CaseFile file = new CaseFile(path);
                String name = path.getFileName().toString();
                boolean lost = !file.equals(beside) && Files.notExists(path.resolveSibling(name.substring(0, name.length() - SUFFIX.length())), LinkOption.NOFOLLOW_LINKS);
                if (lost && file.names(Set.of(identity))) {
                    orphans.add(file);
                }
                if (++looked == MOST_LOOKED_AT || orphans.size() == MOST_READ) {
                    break;
                }
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return orphans;
        }
        return orphans;
    }
}
