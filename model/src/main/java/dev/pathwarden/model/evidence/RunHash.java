package dev.pathwarden.model.evidence;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Hashes of runs. The header is a run's first leaf, its steps are the others; a leaf is SHA-256 of 0 and the hashes of its four parts, and that of a part SHA-256 of its salt and its
 * {@linkplain LeafBytes bytes}. For one thread; about two microseconds for a step of 200 bytes.
 */
final class RunHash {

    private static final Part[] PARTS = Part.values();

    private final MessageDigest digest = Sha256.digest();
    private final ByteSink sink = new ByteSink(4096);
    private final byte[] leaf = new byte[1 + Part.COUNT * Sha256.BYTES];

    /** The leaf of a run in the tree over all runs. */
    byte[] logLeaf(RecordedRun run, RunSecrets secrets) {
        return logLeaf(run.run().id(), run.steps().size(), root(run, secrets));
    }

    private byte[] logLeaf(RunId id, int steps, byte[] root) {
        sink.clear().u8(0).run(id).fixed64(steps).raw(root, 0, root.length);
        digest.update(sink.array(), 0, sink.size());
        return digest.digest();
    }

    /** The root of a run's own tree. */
    byte[] root(RecordedRun run, RunSecrets secrets) {
        TreeHash tree = new TreeHash();
        List<RecordedStep> steps = run.steps();
        for (int at = 0; at <= steps.size(); at++) {
            tree.add(leaf(run, at, secrets));
        }
        return tree.root();
    }

    private byte[] leaf(RecordedRun run, int at, RunSecrets secrets) {
        byte[] salts = secrets.salts(at);
        leaf[0] = 0;
        for (Part part : PARTS) {
            int offset = 1 + part.ordinal() * Sha256.BYTES;
            byte[] kept = secrets.hash(at, part);
            if (kept == null) {
                part(run, at, part, salts, leaf, offset);
            } else {
                System.arraycopy(kept, 0, leaf, offset, Sha256.BYTES);
            }
        }
        return digest.digest(leaf);
    }

    /** The hash of a part, whose salt is among those of its leaf. */
    void part(RecordedRun run, int at, Part part, byte[] salts, byte[] hash, int offset) {
        sink.clear();
        write(run, at, part);
        digest.update(salts, part.ordinal() * Salts.BYTES, Salts.BYTES);
        digest.update(sink.array(), 0, sink.size());
        try {
            digest.digest(hash, offset, Sha256.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for a hash", e);
        }
    }

    private void write(RecordedRun run, int at, Part part) {
        if (at == 0) {
            LeafBytes.header(run, part, sink);
        } else {
            LeafBytes.step(run.steps().get(at - 1), part, sink);
        }
    }

    /** The bytes of a part. */
    byte[] bytes(RecordedRun run, int at, Part part) {
        sink.clear();
        write(run, at, part);
        return sink.toByteArray();
    }
}
