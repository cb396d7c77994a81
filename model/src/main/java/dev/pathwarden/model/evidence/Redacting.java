package dev.pathwarden.model.evidence;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes words out of runs that were sealed, so that they still verify: of each part that changes its hash is kept in the place of its salt, without which nobody can find out by trying what stood there.
 * For one thread.
 */
public final class Redacting {

    private final Evidence evidence;
    private final Rewriting rewriting;
    private final String kind;
    private final long atNanos;
    private final RunHash hash = new RunHash();
    private final Map<RunId, Evidence.KnownRun> runs = new LinkedHashMap<>();

    /**
     * For the runs of that evidence.
     *
     * @param evidence with a key for each run, as {@link Evidence#select} gives it
     * @param kind what is taken out, for the tombstones
     * @param atNanos now, epoch nanoseconds
     */
    public Redacting(Evidence evidence, Rewriting rewriting, String kind, long atNanos) {
        this.evidence = evidence;
        this.rewriting = rewriting;
        this.kind = kind;
        this.atNanos = atNanos;
    }

    /** The run without those words. */
    public RecordedRun redact(RecordedRun run) {
        RecordedRun redacted = rewriting.of(run);
        Evidence.KnownRun known = evidence.runs().get(run.run().id());
        RunSecrets secrets = known.redacted() == null ? RunSecrets.of(known.key()) : known.redacted();
        boolean changed = known.redacted() != null;
        List<RedactedRun.Leaf> leaves = new ArrayList<>();
        for (int at = 0; at <= run.steps().size(); at++) {
            byte[] salts = secrets.salts(at).clone();
            byte[][] hashes = new byte[Part.COUNT][];
            String[] kinds = new String[Part.COUNT];
            for (Part part : Part.values()) {
                int place = part.ordinal();
                hashes[place] = secrets.hash(at, part);
                if (hashes[place] != null) {
                    kinds[place] = known.redacted().leaves().get(at).kinds()[place];
                } else if (!Arrays.equals(hash.bytes(run, at, part), hash.bytes(redacted, at, part))) {
                    changed = true;
                    hashes[place] = new byte[Sha256.BYTES];
                    hash.part(run, at, part, salts, hashes[place], 0);
                    kinds[place] = kind;
                    Arrays.fill(salts, place * Salts.BYTES, (place + 1) * Salts.BYTES, (byte) 0);
                }
            }
            leaves.add(new RedactedRun.Leaf(salts, hashes, kinds));
        }
        runs.put(run.run().id(), changed ? new Evidence.KnownRun(known.place(), null, new RedactedRun(atNanos, leaves)) : known);
        return redacted;
    }

    /**
     * What the runs can be verified with, once all were redacted.
     *
     * @param notesChanged whether words were taken out of what stands beside them too
     */
    public Evidence evidence(boolean notesChanged) {
        return new Evidence(evidence.publicText(), evidence.checkpoints(), evidence.size(), null, runs, evidence.siblings(), notesChanged ? null : evidence.notesSalt(), evidence.markBytes(), evidence.marks());
    }
}
