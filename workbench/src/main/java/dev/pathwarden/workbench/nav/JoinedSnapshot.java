package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.search.FacetCounts;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.task.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/** Several snapshots side by side as one. A run that stands in more than one is taken from the first. */
final class JoinedSnapshot implements Snapshot {

    private final List<Snapshot> parts;
    private final List<RunSummary> runs = new ArrayList<>();
    private final Map<RunId, Snapshot> owners = new HashMap<>();

    private JoinedSnapshot(List<Snapshot> parts) {
        this.parts = parts;
        for (Snapshot part : parts) {
            for (RunSummary summary : part.runs()) {
                if (owners.putIfAbsent(summary.run().id(), part) == null) {
                    runs.add(summary);
                }
            }
        }
    }

    /** Opens all or none. */
    static Snapshot open(SnapshotOpener opener, List<Path> locations, Progress progress) {
        List<Snapshot> parts = new ArrayList<>();
        try {
            for (Path location : locations) {
                progress.checkCancelled();
                parts.add(opener.open(location));
                progress.update((double) parts.size() / (locations.size() + 1));
            }
            return parts.size() == 1 ? parts.getFirst() : new JoinedSnapshot(parts);
        } catch (RuntimeException e) {
            parts.forEach(Snapshot::close);
            throw e;
        }
    }

    @Override
    public Path location() {
        return parts.getFirst().location();
    }

    @Override
    public List<RunSummary> runs() {
        return List.copyOf(runs);
    }

    @Override
    public RecordedRun run(RunId id) {
        Snapshot owner = owners.get(id);
        if (owner == null) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "There is no run " + id + " in the open snapshots.");
        }
        return owner.run(id);
    }

    @Override
    public FoundPlaces find(StepFilter filter, DoubleConsumer progress) {
        FoundPlaces all = FoundPlaces.NONE;
        for (int i = 0; i < parts.size(); i++) {
            Snapshot part = parts.get(i);
            double before = i;
            FoundPlaces found = part.find(filter, done -> progress.accept((before + done) / parts.size()));
            Map<RunId, BitSet> owned = new HashMap<>();
            found.runs().stream().filter(run -> owners.get(run) == part).forEach(run -> owned.put(run, found.in(run)));
            all = all.or(FoundPlaces.of(owned));
        }
        return all;
    }

    @Override
    public FacetCounts count(FoundPlaces among, DoubleConsumer progress) {
        FacetCounts counts = FacetCounts.NONE;
        for (int i = 0; i < parts.size(); i++) {
            Snapshot part = parts.get(i);
            double before = i;
            Map<RunId, BitSet> owned = new HashMap<>();
            for (RunSummary summary : part.runs()) {
                RunId run = summary.run().id();
                BitSet steps = among == null ? new BitSet() : among.in(run);
                if (among == null) {
                    steps.set(0, summary.steps());
                }
                if (owners.get(run) == part) {
                    owned.put(run, steps);
                }
            }
            counts = counts.plus(part.count(FoundPlaces.of(owned), done -> progress.accept((before + done) / parts.size())));
        }
        return counts;
    }

    @Override
    public boolean isIndexed() {
        return parts.stream().allMatch(Snapshot::isIndexed);
    }

    @Override
    public List<ProcessInfo> processes() {
        return parts.stream().flatMap(part -> part.processes().stream()).toList();
    }

    @Override
    public List<String> damages() {
        return parts.stream().flatMap(part -> part.damages().stream()).toList();
    }

    @Override
    public void close() {
        parts.forEach(Snapshot::close);
    }
}
