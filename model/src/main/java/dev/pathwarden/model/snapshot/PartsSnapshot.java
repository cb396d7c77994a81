package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.search.FacetCounter;
import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.store.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleConsumer;

/**
 * The parts of a recording as one snapshot. A run of which several parts have a piece is one run. A few parts are open at a time: whoever reads run after run opens each part once or a few times.
 */
final class PartsSnapshot implements Snapshot {

    /** A process, whatever part tells of it. */
    private record ProcessKey(long pid, long startNanos) {
    }

    /** Of a run that goes on for months its last steps are shown, as many as these. */
    private static final int MOST_JOINED = 100_000;
    /** Runs that go on when a part is finished are in the next one, so reading in the order of begins goes back and forth. */
    private static final int MOST_OPEN = 3;
    private static final Comparator<RunSummary> BY_START = Comparator.comparing(summary -> summary.run().startNanos(), Comparator.nullsLast(Comparator.naturalOrder()));

    private final Path location;
    private final EncryptionKeys keys;
    private final Map<RunId, List<Path>> places = new HashMap<>();
    private final List<RunSummary> summaries = new ArrayList<>();
    private final Map<ProcessKey, ProcessInfo> processes = new LinkedHashMap<>();
    private final Set<String> damages = new LinkedHashSet<>();
    private final Map<Path, Snapshot> open = new LinkedHashMap<>();
    private boolean closed;

    /** Looks into each part. One that cannot be opened is among the damages, and one that is being written is left out. */
    PartsSnapshot(Path location, List<Path> parts, EncryptionKeys keys) throws IOException {
        this.location = location;
        this.keys = keys;
        Map<RunId, List<RunSummary>> pieces = new LinkedHashMap<>();
        try {
            for (Path part : parts) {
                look(part, pieces);
            }
            for (List<RunSummary> of : pieces.values()) {
                summaries.add(of.size() == 1 ? of.get(0) : joined(of));
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
        summaries.sort(BY_START);
    }

    private void look(Path part, Map<RunId, List<RunSummary>> pieces) throws IOException {
        if (!Stores.isFinished(part)) {
            if (Stores.writer(part) == null) {
                damages.add("The part " + part.getFileName() + " was not finished: the process that made it ended early; what would be in it is still in the journals, and 'pathwarden doctor " + location + "' says how it becomes a part.");
            }
            return;
        }
        try {
            Snapshot opened = part(part);
            for (RunSummary run : opened.runs()) {
                pieces.computeIfAbsent(run.run().id(), id -> new ArrayList<>()).add(run);
                places.computeIfAbsent(run.run().id(), id -> new ArrayList<>()).add(part);
            }
            opened.processes().forEach(process -> processes.merge(new ProcessKey(process.pid(), process.startNanos()), process, PartsSnapshot::later));
            damages.addAll(opened.damages());
        } catch (SnapshotException closedPart) {
            damages.add(closedPart.getMessage());
        }
    }

    /** What the later part says, with the guardrails of both. */
    private static ProcessInfo later(ProcessInfo before, ProcessInfo after) {
        Set<BundleChange> bundles = new LinkedHashSet<>(before.bundles());
        bundles.addAll(after.bundles());
        return after.withBundles(List.copyOf(bundles)).withDropped(Math.max(before.dropped(), after.dropped()));
    }

    private RunSummary joined(List<RunSummary> pieces) {
        RunId id = pieces.get(0).run().id();
        List<Path> parts = places.get(id);
        int first = pieces.size() - 1;
        long steps = pieces.get(first).steps();
        while (first > 0 && steps + pieces.get(first - 1).steps() <= MOST_JOINED) {
            first--;
            steps += pieces.get(first).steps();
        }
        if (first > 0) {
            damages.add("Run " + id + " goes through " + pieces.size() + " parts; of its steps those in the last " + (pieces.size() - first) + ", from " + parts.get(first).getFileName()
                    + " on, are shown here: open an earlier part for what is in it.");
            places.put(id, List.copyOf(parts.subList(first, parts.size())));
        }
        damages.remove(Parts.goesOn(id));
        return RunSummary.of(read(id));
    }

    private Snapshot part(Path part) throws IOException {
        Snapshot opened = open.remove(part);
        if (opened == null) {
            if (open.size() >= MOST_OPEN) {
                open.remove(open.keySet().iterator().next()).close();
            }
            opened = Stores.open(part, keys);
        }
        // The one used last stands last.
        open.put(part, opened);
        return opened;
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
        if (!places.containsKey(id)) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no run " + id + " in " + location + ".");
        }
        return read(id);
    }

    private RecordedRun read(RunId id) {
        List<Path> parts = places.get(id);
        try {
            if (parts.size() == 1) {
                return part(parts.get(0)).run(id);
            }
            JoinedRun joined = new JoinedRun();
            for (Path part : parts) {
                joined.add(part(part).run(id));
            }
            return joined.join();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private SnapshotException unreadable(IOException e) {
        return new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "A part of " + location + " could not be read: " + e.getMessage() + "; if it was deleted meanwhile, open the directory again.", e);
    }

    @Override
    public synchronized FoundPlaces find(StepFilter filter, DoubleConsumer progress) {
        if (closed) {
            throw new IllegalStateException("the snapshot " + location + " is closed");
        }
        Map<RunId, BitSet> found = new HashMap<>();
        List<Path> whole = places.values().stream().filter(parts -> parts.size() == 1).map(parts -> parts.get(0)).distinct().sorted().toList();
        List<RunId> joined = places.keySet().stream().filter(run -> places.get(run).size() > 1).toList();
        double all = whole.size() + joined.size();
        for (int i = 0; i < whole.size(); i++) {
            find(whole.get(i), filter, found);
            progress.accept((i + 1) / all);
        }
        for (int i = 0; i < joined.size(); i++) {
            found.put(joined.get(i), filter.places(read(joined.get(i))));
            progress.accept((whole.size() + i + 1) / all);
        }
        return FoundPlaces.of(found);
    }

    private void find(Path part, StepFilter filter, Map<RunId, BitSet> found) {
        try {
            FoundPlaces inPart = part(part).find(filter, done -> { });
            inPart.runs().stream().filter(run -> places.get(run).equals(List.of(part))).forEach(run -> found.put(run, inPart.in(run)));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    @Override
    public synchronized FacetCounts count(FoundPlaces among, DoubleConsumer progress) {
        if (closed) {
            throw new IllegalStateException("the snapshot " + location + " is closed");
        }
        Map<Path, Map<RunId, BitSet>> byPart = new HashMap<>();
        FacetCounter joined = new FacetCounter();
        for (RunSummary summary : summaries) {
            RunId run = summary.run().id();
            BitSet steps = among == null ? new BitSet() : among.in(run);
            if (among == null) {
                steps.set(0, summary.steps());
            }
            if (places.get(run).size() == 1) {
                byPart.computeIfAbsent(places.get(run).get(0), part -> new HashMap<>()).put(run, steps);
            } else if (!steps.isEmpty()) {
                joined.add(read(run), steps);
            }
        }
        FacetCounts counts = joined.counts();
        int read = 0;
        for (Map.Entry<Path, Map<RunId, BitSet>> part : byPart.entrySet()) {
            try {
                counts = counts.plus(part(part.getKey()).count(FoundPlaces.of(part.getValue()), done -> { }));
            } catch (IOException e) {
                throw unreadable(e);
            }
            progress.accept((double) ++read / byPart.size());
        }
        return counts;
    }

    @Override
    public boolean isIndexed() {
        return true;
    }

    @Override
    public List<ProcessInfo> processes() {
        return processes.values().stream().sorted(Comparator.comparingLong(ProcessInfo::startNanos)).toList();
    }

    @Override
    public List<String> damages() {
        return List.copyOf(damages);
    }

    @Override
    public synchronized void close() {
        closed = true;
        open.values().forEach(Snapshot::close);
        open.clear();
    }
}
