package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.disk.DiskFailure;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.journal.JournalTail;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/**
 * A recording that is read while it is written. It holds what was there when it was {@linkplain #look looked at} last, whatever is written meanwhile; each look reads what was appended since the one before, and only runs of which something
 * came are put together again.
 *
 * <p>All events are kept in memory, encoded, and of a few runs that grow or were asked for lately what they decode to. What was read once stays, whatever happens to the files. For any thread.
 */
public final class GrowingSnapshot implements Snapshot {

    /**
     * What a look found.
     *
     * @param runs the runs of which something came; empty for none
     * @param written whether a process is there that may append more. One in another container is not seen from here, and may all the same
     * @param sealed whether the recording has ended and was made a snapshot, which is opened at the same place; nothing more comes here
     * @param problem what could not be read this time, one sentence; null where all could. What was read before stays, and the next look tries again
     */
    public record Growth(Set<RunId> runs, boolean written, boolean sealed, String problem) {
        public Growth {
            runs = Set.copyOf(runs);
        }
    }

    /** Steps of runs that are kept decoded; at some three kilobytes each. One run is, however long. */
    private static final int MOST_WARM = 60_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final Comparator<RunSummary> BY_START = Comparator.comparing(summary -> summary.run().startNanos(), Comparator.nullsLast(Comparator.naturalOrder()));

    private final Path location;
    private final Path journal;
    private final JournalTail tail = new JournalTail();
    private final Set<Path> known = new HashSet<>();
    private final Map<Path, FileChannel> open = new TreeMap<>();
    private final Map<GrowingProcess, GrowingProcess> processes = new TreeMap<>();
    private final Map<RunId, GrowingRun> runs = new LinkedHashMap<>();
    /** Runs that are kept decoded; the one asked for last stands last. */
    private final Map<RunId, GrowingRun> warm = new LinkedHashMap<>(16, 0.75f, true);
    private List<RunSummary> summaries;
    private List<String> unread = List.of();
    private boolean judged;
    private boolean written;
    private boolean sealed;
    private boolean closed;

    private GrowingSnapshot(Path location, Path journal) {
        this.location = location;
        this.journal = journal;
    }

    /** @throws IOException if the journals cannot be listed */
    static GrowingSnapshot open(Path location, Path journal) throws IOException {
        GrowingSnapshot opened = new GrowingSnapshot(location, journal);
        try {
            opened.follow();
            opened.read();
            opened.written = opened.isWritten();
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
        return opened;
    }

    /** Looks once more. Takes as long as reading what is new. */
    public synchronized Growth look() {
        if (closed || sealed) {
            return new Growth(Set.of(), false, sealed, null);
        }
        if (isSealed()) {
            sealed = true;
            return new Growth(Set.of(), false, true, null);
        }
        String problem = null;
        try {
            follow();
        } catch (IOException e) {
            problem = sentence(e);
        }
        Set<RunId> grown = Set.of();
        try {
            grown = read();
        } catch (IOException e) {
            problem = sentence(e);
        }
        boolean now = isWritten();
        judged &= grown.isEmpty() && now == written;
        written = now;
        return new Growth(grown, written, false, problem);
    }

    /** A snapshot is finished a moment before whoever made it lets go of it, and until then cannot be opened. */
    private boolean isSealed() {
        Path store = Stores.isStore(location) ? location : location.resolve(Snapshots.STORE_DIRECTORY);
        try {
            return Stores.isFinished(store) && Stores.writer(store) == null;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private String sentence(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "The journals in " + journal + " are no longer there; what was read of them stays shown.";
        }
        return "The journals in " + journal + " cannot be read now, " + DiskFailure.of(e).reason() + "; what was read of them stays shown, and it is tried again.";
    }

    private void follow() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(journal, JournalReader::isJournalFile)) {
            for (Path file : files) {
                if (!known.contains(file) && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    follow(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void follow(Path file) throws IOException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            known.add(file);
            open.put(file, channel);
            process(file);
            tail.follow(file, channel);
        } catch (NoSuchFileException e) {
            // Gone between being listed and being opened: as if it had not been listed, unless all of them are.
            if (Files.notExists(journal)) {
                throw e;
            }
        }
    }

    /** Reads what is new, also of files that no longer have a name. */
    private Set<RunId> read() throws IOException {
        Set<RunId> grown = new LinkedHashSet<>();
        for (ProcessJournal news : tail.news()) {
            GrowingProcess process = process(news.pid(), news.startNanos());
            ProcessInfo before = process.placing();
            int number = process.nextNumber();
            process.add(news);
            for (int i = 0; i < news.events().size(); i++) {
                RunId run = news.runOf(i);
                if (run == null) {
                    process.tell(news.events().get(i));
                } else {
                    runs.computeIfAbsent(run, GrowingRun::new).add(process, number, i);
                    grown.add(run);
                }
            }
            if (process.placing() != before) {
                runs.forEach((id, run) -> {
                    if (run.isIn(process)) {
                        run.beginAnew();
                        grown.add(id);
                    }
                });
            }
        }
        if (!grown.isEmpty()) {
            summaries = null;
        }
        for (Path over : tail.release()) {
            open.remove(over).close();
        }
        return grown;
    }

    private GrowingProcess process(Path file) {
        return process(JournalReader.process(file), JournalReader.start(file));
    }

    private GrowingProcess process(long pid, long startNanos) {
        return processes.computeIfAbsent(new GrowingProcess(pid, startNanos), added -> added);
    }

    private boolean isWritten() {
        return open.keySet().stream().map(this::process).distinct().anyMatch(GrowingSnapshot::isThere);
    }

    private static boolean isThere(GrowingProcess process) {
        // A process that began later has taken over the number of one that is gone.
        return ProcessHandle.of(process.pid()).filter(ProcessHandle::isAlive).map(there -> there.info().startInstant().map(start -> nanos(start) <= process.startNanos() + NANOS_PER_SECOND).orElse(true)).orElse(false);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public synchronized List<RunSummary> runs() {
        if (summaries == null) {
            List<RunSummary> all = new ArrayList<>();
            runs.values().forEach(run -> all.add(run.summary()));
            all.sort(BY_START);
            summaries = List.copyOf(all);
        }
        return summaries;
    }

    /** The same object until a look finds more of the run, for the few that were asked for last. */
    @Override
    public synchronized RecordedRun run(RunId id) {
        GrowingRun growing = runs.get(id);
        if (growing == null) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no run " + id + " in " + location + ".");
        }
        RecordedRun run = growing.run();
        warm.put(id, growing);
        long steps = warm.values().stream().mapToLong(each -> each.summary().steps()).sum();
        for (List<RunId> oldest = new ArrayList<>(warm.keySet()); steps > MOST_WARM && warm.size() > 1; oldest.remove(0)) {
            GrowingRun let = warm.remove(oldest.get(0));
            steps -= let.summary().steps();
            let.cool();
        }
        return run;
    }

    @Override
    public void forEachRun(Consumer<RecordedRun> reader) {
        for (RunSummary summary : runs()) {
            RecordedRun run;
            synchronized (this) {
                run = runs.get(summary.run().id()).runOnce();
            }
            reader.accept(run);
        }
    }

    /** Of all steps, those of runs of which nothing came are not counted again. */
    @Override
    public FacetCounts count(FoundPlaces among, DoubleConsumer progress) {
        if (among != null) {
            return Snapshot.super.count(among, progress);
        }
        FacetCounts counts = FacetCounts.NONE;
        List<RunSummary> all = runs();
        for (int i = 0; i < all.size(); i++) {
            synchronized (this) {
                counts = counts.plus(runs.get(all.get(i).run().id()).counts());
            }
            progress.accept((i + 1.0) / all.size());
        }
        return counts;
    }

    @Override
    public synchronized List<ProcessInfo> processes() {
        return processes.keySet().stream().map(GrowingProcess::info).toList();
    }

    /** What could not be read, one sentence each. While it is written, what is not whole is still being written; the files are judged when nobody is there that writes them. */
    @Override
    public synchronized List<String> damages() {
        if (!judged) {
            unread = written ? List.of() : judge();
            judged = true;
        }
        List<String> all = new ArrayList<>(unread);
        runs.values().forEach(run -> all.addAll(run.damages()));
        if (Parts.areIn(location)) {
            all.add("Parts of this recording are sealed by now, and files of its journals went with them: what was in files that were not read by then is only in the parts; open " + location + " again to see them.");
        }
        return all;
    }

    private List<String> judge() {
        try {
            return JournalReader.read(journal).damages();
        } catch (IOException e) {
            return List.of(sentence(e));
        }
    }

    /** Runs alone out of all that are here; closing it changes nothing. */
    public Snapshot only(Set<RunId> some) {
        return new SomeRuns(this, some);
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (FileChannel channel : open.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                // Only read from: nothing is lost with it.
                continue;
            }
        }
        open.clear();
    }
}
