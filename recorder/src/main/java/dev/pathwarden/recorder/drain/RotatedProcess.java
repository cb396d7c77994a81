package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.ChunkTail;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.PlacedEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process whose journal is read, for as long as there is something to read or to seal of it. For one thread. */
final class RotatedProcess {

    private final String set;
    private final long pid;
    private final long startNanos;
    private final List<RotatedFile> files = new ArrayList<>();
    private final List<HeldEvent> bundles = new ArrayList<>();
    private HeldEvent seen;
    private long lost;
    private boolean known;
    private boolean gone;
    private boolean over;
    private boolean news = true;

    RotatedProcess(ChunkTail first) {
        this.set = first.set();
        this.pid = first.pid();
        this.startNanos = first.startNanos();
    }

    String set() {
        return set;
    }

    long pid() {
        return pid;
    }

    long startNanos() {
        return startNanos;
    }

    List<RotatedFile> files() {
        return files;
    }

    /** An event of the process and of no run. */
    void add(HeldEvent held, JournalEvent event) {
        if (event instanceof JournalEvent.ProcessSeen) {
            if (seen != null) {
                seen.letGo();
            }
            seen = held;
            news |= !held.isSealed();
        } else {
            bundles.add(held);
            news = true;
        }
    }

    void lost(long events) {
        lost += events;
        news |= events > 0;
    }

    /** Whether something came of the process itself that is in no part yet. */
    boolean hasNews() {
        return news;
    }

    /** Its journal with those events of runs, and what it says of itself. */
    ProcessJournal journal(List<HeldEvent> ofRuns) {
        List<PlacedEvent> events = new ArrayList<>();
        if (seen != null) {
            events.add(seen.placed());
        }
        bundles.forEach(bundle -> events.add(bundle.placed()));
        ofRuns.forEach(event -> events.add(event.placed()));
        return ProcessJournal.of(pid, startNanos, events, lost);
    }

    /** What it said of itself is in a part. What it said last is held on: later runs need it. */
    void sealed() {
        news = false;
        bundles.forEach(HeldEvent::letGo);
        bundles.clear();
        if (seen != null) {
            seen.seal();
        }
    }

    /** Nothing of it is needed any more. */
    void letGo() {
        if (seen != null) {
            seen.letGo();
            seen = null;
        }
    }

    /**
     * Looks whether more can come, before what has come is read. It cannot where every file was read to the mark that ends it, and where the process was seen here and is there no more. Of one that was never seen
     * that cannot be told: it may be in another container.
     */
    void look() {
        boolean ended = files.stream().allMatch(file -> file.tail().isEnded());
        if (!ended && !gone) {
            boolean alive = ProcessHandle.of(pid).isPresent();
            known |= alive && writes();
            gone = known && !alive;
        }
        over = ended || gone;
    }

    /** It is known to be there no more. */
    void end() {
        gone = true;
        over = true;
    }

    /** Whether the process of that id has one of the files in its memory: then it is the one that writes here, and no other of the same id. */
    private boolean writes() {
        try {
            String maps = Files.readString(Path.of("/proc", String.valueOf(pid), "maps"), StandardCharsets.ISO_8859_1);
            return maps.contains("/" + set + ".");
        } catch (IOException | RuntimeException untold) {
            return false;
        }
    }

    /** Whether nothing more can come of it. */
    boolean isOver() {
        return over;
    }
}
