package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.ProcessJournal;
import dev.pathwarden.model.step.BundleChange;
import dev.pathwarden.model.step.ProcessInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What was read so far of the journal of a process, as it came. In the order in which recording began. For one thread. */
final class GrowingProcess implements Comparable<GrowingProcess> {

    private static final Comparator<GrowingProcess> BY_START = Comparator.comparingLong((GrowingProcess process) -> process.startNanos).thenComparingLong(process -> process.pid);

    private final long pid;
    private final long startNanos;
    private final List<ProcessJournal> read = new ArrayList<>();
    private final List<BundleChange> bundles = new ArrayList<>();
    private ProcessInfo info;
    private ProcessInfo placing;

    GrowingProcess(long pid, long startNanos) {
        this.pid = pid;
        this.startNanos = startNanos;
        this.info = new ProcessInfo(pid, startNanos, "", "", null, null, List.of(), 0, 0);
        this.placing = info;
    }

    long pid() {
        return pid;
    }

    long startNanos() {
        return startNanos;
    }

    /** What it last said of itself. */
    ProcessInfo info() {
        return info;
    }

    /** It, as far as steps are placed by that; the same object until it says something else of what started it. */
    ProcessInfo placing() {
        return placing;
    }

    /** Number of what is added next, for the places in it. */
    int nextNumber() {
        return read.size();
    }

    void add(ProcessJournal news) {
        read.add(news);
    }

    /** Takes note of an event of the process itself. */
    void tell(JournalEvent event) {
        if (event instanceof JournalEvent.ProcessSeen seen) {
            info = bundles.isEmpty() ? seen.process() : seen.process().withBundles(bundles);
        } else if (event instanceof JournalEvent.BundleChanged changed) {
            bundles.add(changed.change());
            info = info.withBundles(bundles);
        }
        if (placing.pid() != info.pid() || !Objects.equals(placing.run(), info.run()) || !Objects.equals(placing.startedBy(), info.startedBy())) {
            placing = info;
        }
    }

    JournalEvent event(long place) {
        return read.get(EventPlaces.journal(place)).events().get(EventPlaces.index(place));
    }

    @Override
    public int compareTo(GrowingProcess other) {
        return BY_START.compare(this, other);
    }
}
