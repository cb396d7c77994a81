package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.disk.Disk;
import dev.pathwarden.model.journal.ChunkTail;
import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.PlacedEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.journal.SealedRecords;
import dev.pathwarden.model.snapshot.JournalRuns;
import dev.pathwarden.model.snapshot.Parts;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.store.Stores;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Drains journals into parts, one after the other. A run is sealed when it has ended, while others go on; what is held in memory is what runs that go on did since they were sealed, their begins and their
 * open steps. A file of a journal is deleted when everything in it is in parts that are finished, and nothing in it is needed any more.
 *
 * <p>In front of each part's end it is written down, beside the journals, which records are in it ({@link SealedRecords}). Whoever begins again goes on from the last part that was finished, so a kill at any instant
 * loses no record and seals none twice. For one thread, which drains whenever it {@linkplain #drain calls}; journals are forced to disk by another.
 */
final class RotatingDrain implements Closeable {

    private static final Comparator<RotatedFile> IN_ORDER = Comparator.<RotatedFile>comparingLong(file -> file.tail().startNanos()).thenComparing(file -> file.tail().set()).thenComparingInt(file -> file.tail().number());

    /** Runs that were sealed to their end are remembered for what may come of them late. */
    private static final int MOST_LET_GO = 10_000;

    private final Path journals;
    private final Path directory;
    private final Rotation rotation;
    private final Seal seal;
    private final LongSupplier clock;
    private final InstantSource today;
    private final Consumer<RecordedRun> learning;
    private final Consumer<MadePart> made;
    private final HeldJournals held;
    private final ForcedJournals forced;
    private final ForcedNowAndThen forcing;
    private final SealedRecords before;
    private final Map<String, TreeMap<Integer, Integer>> gone = new TreeMap<>();
    private final List<RotatedFile> files = new ArrayList<>();
    private final Map<String, RotatedProcess> processes = new LinkedHashMap<>();
    private final Map<RunId, HeldRun> runs = new LinkedHashMap<>();
    private final Set<RunId> lastLetGo = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Boolean> eldest) {
            return size() > MOST_LET_GO;
        }
    });
    private final AtomicLong events = new AtomicLong();
    private long bytes;
    private PartWriter part;

    private RotatingDrain(Path journals, Path directory, Rotation rotation, Seal seal, LongSupplier clock, InstantSource today, Consumer<RecordedRun> learning, Consumer<MadePart> made) throws IOException {
        this.journals = journals;
        this.directory = directory;
        this.rotation = rotation;
        this.seal = seal;
        this.clock = clock;
        this.today = today;
        this.learning = learning;
        this.made = made;
        this.before = lastSealed();
        this.held = new HeldJournals(journals);
        this.forced = new ForcedJournals(journals);
        this.forcing = new ForcedNowAndThen(forced, events::get);
    }

    /**
     * Goes on from the last part that was finished there.
     *
     * @param directory of the parts
     * @param clock nanoseconds of any origin, as {@link System#nanoTime}
     * @param today what parts are named by
     * @param made gets each part when it is finished
     */
    static RotatingDrain begin(Path journals, Path directory, Rotation rotation, Seal seal, LongSupplier clock, InstantSource today, Consumer<MadePart> made) throws IOException {
        return begin(journals, directory, rotation, seal, clock, today, run -> { }, made);
    }

    /**
     * As {@link #begin(Path, Path, Rotation, Seal, LongSupplier, InstantSource, Consumer)}, for someone who learns from the runs.
     *
     * @param learning is shown each run, or piece of one, when it is added to a part
     */
    static RotatingDrain begin(Path journals, Path directory, Rotation rotation, Seal seal, LongSupplier clock, InstantSource today, Consumer<RecordedRun> learning, Consumer<MadePart> made) throws IOException {
        for (Path part : Parts.in(directory)) {
            if (!Stores.isFinished(part)) {
                // Of one that was killed. The journals have what is in it.
                Disk.delete(part);
            }
        }
        RotatingDrain drain = new RotatingDrain(journals, directory, rotation, seal, clock, today, learning, made);
        drain.forcing.start();
        return drain;
    }

    /** What is in the parts that are finished. What cannot be read is as good as none: what is still in the journals is sealed again then. */
    private SealedRecords lastSealed() throws IOException {
        for (String name : SealedRecords.parts(journals)) {
            if (Stores.isFinished(directory.resolve(name))) {
                try {
                    return SealedRecords.read(journals, name);
                } catch (IOException damaged) {
                    return SealedRecords.none();
                }
            }
        }
        return SealedRecords.none();
    }

    /** Events that were read so far. For any thread. */
    long drained() {
        return events.get();
    }

    /** Bytes that are held of runs, about. */
    long heldBytes() {
        return runs.values().stream().mapToLong(HeldRun::bytes).sum();
    }

    /** Reads what was appended since the last time, seals what has ended, and finishes the part where that is due. */
    void drain() throws IOException {
        read();
        sealWhatEnded();
        sealWhatIsTooMuch();
        for (RotatedProcess process : processes.values()) {
            // What a process without a run said of itself makes a part too, in time.
            if (process.isOver() && process.hasNews()) {
                begin();
            }
        }
        if (part != null && (clock.getAsLong() - part.begunNanos() >= rotation.every().toNanos() || bytes >= rotation.atBytes())) {
            finishPart();
        }
    }

    /**
     * Reads what came last, seals all runs, those that go on as they are, and finishes the part. Journals of processes that go on stay, and so do those that had been deleted or replaced, as far as their bytes are
     * still there. Whoever begins again later goes on from here.
     */
    void finish() throws IOException {
        read();
        finishWhatWasRead();
    }

    /** As {@link #finish}, where nobody writes there any more: no process and no run goes on. */
    void finishAll() throws IOException {
        read();
        processes.values().forEach(RotatedProcess::end);
        finishWhatWasRead();
    }

    private void finishWhatWasRead() throws IOException {
        for (HeldRun run : List.copyOf(runs.values())) {
            if (run.unsealedBytes() > 0) {
                seal(run, !isOver(run));
            }
        }
        List<String> damages = held.restore();
        held.unreadable().forEach((file, reason) -> damages.add("The journal file " + file.getFileName() + " cannot be read (" + reason.getMessage() + "); its events are missing."));
        if (part == null && (!damages.isEmpty() || processes.values().stream().anyMatch(process -> process.isOver() || process.hasNews()))) {
            begin();
        }
        if (part != null) {
            for (String damage : damages) {
                part.damage(damage);
            }
            finishPart();
        }
    }

    private void begin() throws IOException {
        if (part == null) {
            part = PartWriter.begin(directory, seal, clock.getAsLong(), today.instant());
        }
    }

    private void read() throws IOException {
        held.hold(this::follow);
        files.sort(IN_ORDER);
        processes.values().forEach(RotatedProcess::look);
        for (RotatedFile file : List.copyOf(files)) {
            if (!file.isReleased() && !file.isFinished()) {
                take(file, file.tail().news());
                // A file at a time: where many were written since the last time, not all of them fit into the memory.
                sealWhatIsTooMuch();
                if (file.tail().isEnded()) {
                    file.release();
                    forced.release(file.tail().file());
                    held.release(file.tail().file());
                }
            }
        }
    }

    private void follow(Path path, FileChannel descriptor) {
        ChunkTail tail = new ChunkTail(path, descriptor);
        RotatedFile file = new RotatedFile(tail, before.files().get(path.getFileName().toString()));
        files.add(file);
        processes.computeIfAbsent(tail.set(), set -> new RotatedProcess(tail)).files().add(file);
        TreeMap<Integer, Integer> earlier = before.gone().get(tail.set());
        if (earlier != null) {
            gone.putIfAbsent(tail.set(), earlier);
        }
        forced.add(path, descriptor);
    }

    private void take(RotatedFile file, List<PlacedEvent> news) {
        RotatedProcess process = processes.get(file.tail().set());
        long now = clock.getAsLong();
        for (PlacedEvent placed : news) {
            if (file.isDone(placed.offset())) {
                continue;
            }
            JournalEvent event = placed.event();
            RunId run = placed.run();
            HeldEvent taken = HeldEvent.of(file, placed, event);
            if (file.isNeeded(placed.offset())) {
                taken.seal();
            } else {
                bytes += taken.bytes();
            }
            if (run == null) {
                process.add(taken, event);
            } else {
                runs.computeIfAbsent(run, id -> new HeldRun(id, lastLetGo.contains(id))).add(taken, event, now);
            }
        }
        events.addAndGet(news.size());
    }

    /** Whether nothing more can come of a run, or is not expected to. What comes all the same is a piece in a later part. */
    private boolean isOver(HeldRun run) {
        return run.isEnded() && clock.getAsLong() - run.lastNanos() >= rotation.settle().toNanos() || run.isAllOf(set -> processes.get(set).isOver());
    }

    private void sealWhatEnded() throws IOException {
        long now = clock.getAsLong();
        for (HeldRun run : List.copyOf(runs.values())) {
            boolean over = isOver(run);
            if (over && run.unsealedBytes() == 0) {
                letGo(run);
            } else if (over || run.unsealedBytes() > 0 && now - run.lastNanos() >= rotation.quiet().toNanos()) {
                // A second piece of a run waits for the next part.
                if (part == null || !part.has(run.id())) {
                    seal(run, !over);
                }
            }
        }
    }

    private void sealWhatIsTooMuch() throws IOException {
        for (HeldRun run : List.copyOf(runs.values())) {
            if (run.unsealedBytes() >= rotation.mostOfRun()) {
                seal(run, !run.isEnded());
            }
        }
        long all = runs.values().stream().mapToLong(HeldRun::unsealedBytes).sum();
        if (all > rotation.mostHeld()) {
            List<HeldRun> largest = runs.values().stream().filter(run -> run.unsealedBytes() > 0).sorted(Comparator.comparingLong(HeldRun::unsealedBytes).reversed()).toList();
            for (int i = 0; i < largest.size() && all > rotation.mostHeld() / 2; i++) {
                all -= largest.get(i).unsealedBytes();
                seal(largest.get(i), !largest.get(i).isEnded());
            }
        }
    }

    private void seal(HeldRun run, boolean goesOn) throws IOException {
        if (part != null && part.has(run.id())) {
            finishPart();
        }
        begin();
        List<String> damages = new ArrayList<>();
        RecordedRun recorded = new JournalRuns(new JournalContents(journals(run.events()), List.of())).run(run.id(), damages);
        part.add(recorded, goesOn);
        run.events().forEach(event -> part.need(event.file().tail().set()));
        damages.forEach(part::damage);
        learning.accept(recorded);
        part.count(run.sealed(recorded));
        if (!goesOn) {
            letGo(run);
        }
    }

    private void letGo(HeldRun run) {
        run.letGo();
        runs.remove(run.id());
        lastLetGo.add(run.id());
    }

    private List<ProcessJournal> journals(List<HeldEvent> ofRun) {
        Map<String, List<HeldEvent>> bySet = new LinkedHashMap<>();
        ofRun.forEach(event -> bySet.computeIfAbsent(event.file().tail().set(), set -> new ArrayList<>()).add(event));
        return bySet.entrySet().stream().sorted(Map.Entry.comparingByKey(Comparator.<String>comparingLong(set -> processes.get(set).startNanos()).thenComparing(Comparator.naturalOrder())))
                .map(entry -> processes.get(entry.getKey()).journal(entry.getValue())).toList();
    }

    private void finishPart() throws IOException {
        List<RotatedFile> free = closeProcesses();
        SealedRecords sealed = SealedRecords.none();
        gone.forEach((set, stretches) -> sealed.gone().put(set, new TreeMap<>(stretches)));
        files.forEach(file -> sealed.files().put(file.tail().file().getFileName().toString(), file.sealed()));
        free.forEach(file -> sealed.letGo(file.tail().set(), file.tail().number()));
        String name = part.name();
        writeDown(sealed, name);
        MadePart finished = part.finish();
        part = null;
        bytes = 0;
        for (RotatedFile file : free) {
            letGo(file);
        }
        // That they are deleted is forced with what is written down for the next part. Until then they are known to be sealed.
        for (String earlier : SealedRecords.parts(journals)) {
            if (!earlier.equals(name)) {
                SealedRecords.delete(journals, earlier);
            }
        }
        made.accept(finished);
    }

    private void writeDown(SealedRecords sealed, String part) throws IOException {
        Path file = SealedRecords.file(journals, part);
        // Of a part of that name that was not finished.
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, sealed.text(), StandardCharsets.US_ASCII);
        Disk.force(file);
        Disk.forceNames(journals);
    }

    /** Adds to the part what processes say of themselves, and what is wrong with files that are over; the files that are needed no more. */
    private List<RotatedFile> closeProcesses() {
        for (RotatedFile file : List.copyOf(files)) {
            RotatedProcess process = processes.get(file.tail().set());
            if (!file.isFinished() && (file.tail().isEnded() || process.isOver())) {
                ChunkTail.Rest rest = file.finish();
                rest.damages().forEach(part::damage);
                process.lost(rest.lost());
                take(file, rest.events());
            }
        }
        Set<String> open = new HashSet<>();
        runs.values().forEach(run -> run.events().forEach(event -> open.add(event.file().tail().set())));
        for (RotatedProcess process : processes.values()) {
            if (process.hasNews() || part.needs(process.set())) {
                part.add(new JournalRuns(new JournalContents(List.of(process.journal(List.of())), List.of())).processes().get(0));
                process.sealed();
            }
            if (process.isOver() && !open.contains(process.set())) {
                process.letGo();
            }
        }
        return files.stream().filter(file -> file.isFinished() && file.isFree()).toList();
    }

    private void letGo(RotatedFile file) throws IOException {
        Path path = file.tail().file();
        Disk.delete(path);
        held.forget(path);
        forced.forget(path);
        files.remove(file);
        SealedRecords.letGo(gone.computeIfAbsent(file.tail().set(), set -> new TreeMap<>()), file.tail().number());
        RotatedProcess process = processes.get(file.tail().set());
        process.files().remove(file);
        if (process.files().isEmpty()) {
            processes.remove(process.set());
            gone.remove(process.set());
        }
    }

    @Override
    public void close() throws IOException {
        if (part != null) {
            part.abandon();
        }
        forcing.close();
        held.close();
    }
}
