package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentCounts;
import dev.pathwarden.model.segment.SegmentReader;
import dev.pathwarden.model.segment.SegmentSearch;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;

/**
 * Runs in segments, each read when one of its runs is asked for. The segment read last stays open at the place behind that run while there is memory, because runs are
 * mostly asked for one after the other; asked for backwards, all of its runs are kept.
 */
public final class SegmentedSnapshot implements Snapshot {

    /** A segment whose bytes are elsewhere. */
    public interface Source {

        /** The headers of the segment's runs, as {@link dev.pathwarden.model.segment.SealedSegment#index()} has them. */
        byte[] index();

        /** The segment, read now. For any thread. */
        byte[] content() throws IOException;
    }

    /** The run of that number, from 0, in a segment. */
    private record Place(Source segment, int number) {
    }

    /** A segment with the runs in it. */
    private record Indexed(Source segment, List<RunSummary> runs) {
    }

    private static final Comparator<RunSummary> BY_START =
            Comparator.comparing(summary -> summary.run().startNanos(), Comparator.nullsLast(Comparator.naturalOrder()));

    private final Path location;
    private final List<ProcessInfo> processes;
    private final List<String> damages;
    private final Runnable release;
    private final SealedRuns sealed;
    private final List<RunSummary> summaries = new ArrayList<>();
    private final List<Indexed> segments = new ArrayList<>();
    private final Map<RunId, Place> places = new HashMap<>();
    private Source lastRead;
    private SoftReference<SegmentReader> lastReader = new SoftReference<>(null);
    /** All runs of the segment read last, once they were not asked for in its order. */
    private SoftReference<List<RecordedRun>> lastRuns = new SoftReference<>(null);
    private boolean closed;

    /**
     * Reads the indexes.
     *
     * @param notes what stands beside the runs
     * @param evidence what they can be verified with; null where they were not sealed
     * @param release gives back what the segments are read from; called once, by {@link #close}
     */
    public SegmentedSnapshot(Path location, List<? extends Source> segments, NotesCodec.Notes notes, byte[] evidence, Runnable release) {
        this.location = location;
        this.release = release;
        this.sealed = evidence == null ? null : new SealedRuns(location, segments, notes, EvidenceCodec.decode(evidence));
        this.processes = notes.processes().stream().sorted(Comparator.comparingLong(ProcessInfo::startNanos)).toList();
        List<String> found = new ArrayList<>(notes.damages());
        for (int i = 0; i < segments.size(); i++) {
            try {
                addIndex(segments.get(i), found);
            } catch (CorruptBytesException e) {
                found.add("Segment " + (i + 1) + " of " + segments.size() + " in " + location + " is damaged (" + e.getMessage() + "); its runs are missing.");
            }
        }
        summaries.sort(BY_START);
        this.damages = List.copyOf(found);
    }

    private void addIndex(Source segment, List<String> found) {
        List<RunSummary> indexed = SegmentReader.readIndex(segment.index());
        segments.add(new Indexed(segment, indexed));
        for (int i = 0; i < indexed.size(); i++) {
            RunId id = indexed.get(i).run().id();
            if (places.putIfAbsent(id, new Place(segment, i)) == null) {
                summaries.add(indexed.get(i));
            } else {
                found.add("Run " + id + " is there twice; the second one was left out.");
            }
        }
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public List<RunSummary> runs() {
        return List.copyOf(summaries);
    }

    @Override
    public synchronized RecordedRun run(RunId id) {
        if (closed) {
            throw new IllegalStateException("the snapshot " + location + " is closed");
        }
        Place place = places.get(id);
        if (place == null) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no run " + id + " in " + location + ".");
        }
        try {
            return read(place);
        } catch (CorruptBytesException e) {
            lastReader.clear();
            throw damaged(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RecordedRun read(Place place) throws IOException {
        if (place.segment() != lastRead) {
            lastReader.clear();
            lastRuns.clear();
            lastRead = place.segment();
        }
        List<RecordedRun> runs = lastRuns.get();
        if (runs != null) {
            return runs.get(place.number());
        }
        SegmentReader reader = lastReader.get();
        if (reader != null && reader.isBehind(place.number())) {
            // Backwards, each run would be a way through all those before it.
            runs = SegmentReader.read(sealed(place.segment()));
            lastReader.clear();
            lastRuns = new SoftReference<>(runs);
            return runs.get(place.number());
        }
        if (reader == null) {
            reader = SegmentReader.open(sealed(place.segment()));
            lastReader = new SoftReference<>(reader);
        }
        return reader.run(place.number());
    }

    private static SealedSegment sealed(Source segment) throws IOException {
        return new SealedSegment(segment.content(), segment.index());
    }

    @Override
    public Optional<SealedRuns> sealed() {
        return Optional.ofNullable(sealed);
    }

    @Override
    public FoundPlaces find(StepFilter filter, DoubleConsumer progress) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the snapshot " + location + " is closed");
            }
        }
        // Two segments may hold one run if the snapshot was made to confuse; only the one that is shown counts.
        Map<RunId, BitSet> byRun = new ConcurrentHashMap<>();
        AtomicInteger read = new AtomicInteger();
        segments.parallelStream().forEach(segment -> {
            find(segment, filter, byRun);
            progress.accept((double) read.incrementAndGet() / segments.size());
        });
        return FoundPlaces.of(byRun);
    }

    @Override
    public FacetCounts count(FoundPlaces among, DoubleConsumer progress) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the snapshot " + location + " is closed");
            }
        }
        AtomicInteger read = new AtomicInteger();
        return segments.parallelStream().map(segment -> {
            FacetCounts counts = count(segment, among);
            progress.accept((double) read.incrementAndGet() / segments.size());
            return counts;
        }).reduce(FacetCounts.NONE, FacetCounts::plus);
    }

    private FacetCounts count(Indexed in, FoundPlaces among) {
        BitSet steps = new BitSet();
        int first = 0;
        for (int i = 0; i < in.runs().size(); i++) {
            RunSummary run = in.runs().get(i);
            RunId id = run.run().id();
            boolean shown = places.get(id).equals(new Place(in.segment(), i));
            if (shown && among == null) {
                steps.set(first, first + run.steps());
            } else if (shown && among.count(id) > 0) {
                int offset = first;
                among.in(id).get(0, run.steps()).stream().forEach(place -> steps.set(offset + place));
            }
            first += run.steps();
        }
        if (steps.isEmpty()) {
            return FacetCounts.NONE;
        }
        try {
            return SegmentCounts.count(in.segment().index(), in.runs(), in.segment()::content, steps);
        } catch (CorruptBytesException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private void find(Indexed in, StepFilter filter, Map<RunId, BitSet> found) {
        try {
            BitSet steps = SegmentSearch.search(in.segment().index(), in.runs(), in.segment()::content, filter);
            int first = 0;
            for (int i = 0; i < in.runs().size() && !steps.isEmpty(); i++) {
                RunSummary run = in.runs().get(i);
                int next = steps.nextSetBit(first);
                if (next >= 0 && next < first + run.steps() && places.get(run.run().id()).equals(new Place(in.segment(), i))) {
                    found.put(run.run().id(), steps.get(first, first + run.steps()));
                }
                first += run.steps();
            }
        } catch (CorruptBytesException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SnapshotException damaged(CorruptBytesException e) {
        return new SnapshotException(SnapshotException.Cause.INPUT, "A segment of " + location + " is damaged (" + e.getMessage() + "); make the snapshot again from its source.", e);
    }

    private SnapshotException unreadable(IOException e) {
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "A segment of " + location + " could not be read: " + e.getMessage() + ".", e);
    }

    @Override
    public boolean isIndexed() {
        return true;
    }

    @Override
    public List<ProcessInfo> processes() {
        return processes;
    }

    @Override
    public List<String> damages() {
        return damages;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            lastReader.clear();
            lastRuns.clear();
            release.run();
        }
    }
}
