package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.SignedNote;
import dev.pathwarden.model.evidence.Verification;
import dev.pathwarden.model.evidence.Verifier;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentReader;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;

/** Runs as they were written, one behind the other, with what they can be verified with. For any thread, while the snapshot is open. */
public final class SealedRuns {

    private final Path location;
    private final List<? extends SegmentedSnapshot.Source> segments;
    private final NotesCodec.Notes notes;
    private final Evidence evidence;

    SealedRuns(Path location, List<? extends SegmentedSnapshot.Source> segments, NotesCodec.Notes notes, Evidence evidence) {
        this.location = location;
        this.segments = segments;
        this.notes = notes;
        this.evidence = evidence;
    }

    public Evidence evidence() {
        return evidence;
    }

    /** What stands beside the runs, as it was written. */
    public NotesCodec.Notes notes() {
        return notes;
    }

    /**
     * Reads all runs in the order in which they lie there, those that are there twice as well.
     *
     * @throws SnapshotException if a segment is damaged or cannot be read
     */
    public void forEach(Consumer<RecordedRun> each) {
        iterator().forEachRemaining(each);
    }

    /** As {@link #forEach}, one segment at a time. */
    public Iterator<RecordedRun> iterator() {
        return segments.stream().flatMap(segment -> read(segment).stream()).iterator();
    }

    /**
     * Reads all runs and verifies them.
     *
     * @param key whose signatures are wanted; null for those of the key that the evidence itself names
     * @throws SnapshotException if a segment is damaged or cannot be read
     */
    public Verification verify(PublicKey key) {
        return verify(key, null);
    }

    /**
     * As {@link #verify(PublicKey)}, and that the runs are those of checkpoints that were kept elsewhere.
     *
     * @param anchored the checkpoints, those of other snapshots among them; null for none
     */
    public Verification verify(PublicKey key, List<SignedNote> anchored) {
        return verify(key, anchored, part -> { });
    }

    /**
     * As {@link #verify(PublicKey, List)}, for whoever waits.
     *
     * @param progress is told after each segment which part of all was read, from 0 to 1; what it throws ends the reading
     */
    public Verification verify(PublicKey key, List<SignedNote> anchored, DoubleConsumer progress) {
        Verifier verifier = new Verifier(evidence, key);
        List<String> table = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            SegmentedSnapshot.Source segment = segments.get(i);
            List<RecordedRun> runs = read(segment);
            runs.forEach(verifier::add);
            compare(runs, SegmentReader.readIndex(segment.index()), table);
            progress.accept((i + 1.0) / segments.size());
        }
        Verification verification = verifier.verify(NotesCodec.encode(notes));
        if (anchored != null && verification.holds()) {
            verification = verifier.compare(anchored, verification);
        }
        return table.isEmpty() || !verification.holds() ? verification : verification.with(table.get(0));
    }

    /** The index counts what tables show of runs. It follows from the runs, so it is compared with them and not signed. */
    private static void compare(List<RecordedRun> runs, List<RunSummary> index, List<String> problems) {
        for (int i = 0; i < runs.size(); i++) {
            if (!RunSummary.of(runs.get(i)).equals(index.get(i))) {
                problems.add("What tables show of run " + runs.get(i).run().id() + " - its steps, those that were stopped, verdicts and labels - was altered: it does not fit its steps.");
            }
        }
    }

    /**
     * Some of the runs, with what it takes to verify them without the others.
     *
     * @param evidence of these runs alone
     * @param runs read when they are asked for, in the order of the evidence
     */
    public record Selection(Evidence evidence, Iterator<RecordedRun> runs) {
    }

    /**
     * Takes some of the runs. Of a snapshot that was made here only these are read, of an archive all.
     *
     * @throws SnapshotException if the runs are not those that were sealed: what follows from such could not be verified either
     */
    public Selection select(Set<RunId> kept) {
        return select(kept, false);
    }

    /**
     * As {@link #select(Set)}, with a key for each run also where all are taken, so that words can be taken out of some.
     *
     * @throws SnapshotException if the runs are not those that were sealed
     */
    public Selection selectApart(Set<RunId> kept) {
        return select(kept, true);
    }

    private Selection select(Set<RunId> kept, boolean apart) {
        List<RunId> ids = new ArrayList<>();
        Optional<List<byte[]>> whole = evidence.leaves();
        List<byte[]> leaves;
        if (whole.isPresent()) {
            segments.forEach(segment -> ids.addAll(ids(segment)));
            leaves = whole.get();
        } else {
            Verifier all = new Verifier(evidence, null);
            forEach(all::add);
            ids.addAll(all.ids());
            leaves = all.leaves();
        }
        if (ids.size() != leaves.size() || !evidence.fits(leaves)) {
            throw unfit();
        }
        Evidence selected = !apart && ids.size() == kept.size() ? evidence.forArchive() : evidence.select(ids, leaves, kept);
        Verifier again = new Verifier(selected, null);
        Iterator<RecordedRun> runs = segments.stream().filter(segment -> ids(segment).stream().anyMatch(kept::contains))
                .flatMap(segment -> read(segment).stream()).filter(run -> kept.contains(run.run().id())).map(run -> {
                    if (!again.takes(run)) {
                        throw unfit();
                    }
                    return run;
                }).iterator();
        return new Selection(selected, runs);
    }

    private List<RecordedRun> read(SegmentedSnapshot.Source segment) {
        try {
            return SegmentReader.read(new SealedSegment(segment.content(), segment.index()));
        } catch (CorruptBytesException e) {
            throw new SnapshotException(SnapshotException.Cause.INPUT, "A segment of " + location + " is damaged (" + e.getMessage() + "); make the snapshot again from its source.", e);
        } catch (IOException e) {
            throw new SnapshotException(SnapshotException.Cause.ENVIRONMENT, "A segment of " + location + " could not be read: " + e.getMessage() + ".", e);
        }
    }

    private static List<RunId> ids(SegmentedSnapshot.Source segment) {
        try {
            return SegmentReader.readIndex(segment.index()).stream().map(summary -> summary.run().id()).toList();
        } catch (CorruptBytesException damaged) {
            // Named among the damages of the snapshot; its runs are missing here too, which shows.
            return List.of();
        }
    }

    private SnapshotException unfit() {
        return new SnapshotException(SnapshotException.Cause.INPUT, "The runs in " + location + " are not those that were sealed, so no proof can be given for some of them: 'pathwarden verify " + location + "' says which one it is.");
    }
}
