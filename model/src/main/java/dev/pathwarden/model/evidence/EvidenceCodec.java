package dev.pathwarden.model.evidence;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.signing.Hex;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bytes of evidence.
 *
 * <pre>
 * evidence --&gt; public key: 32 (zeros: nobody signed), checkpoints: count and texts, size: varint,
 *              0 and the snapshot's key: 32 | 1 and the runs that are here,
 *              marks: bytes of each: varint, then for each run here so many bytes
 * runs     --&gt; count, (run id, difference of its place to the one before less 1: varint, 0 and its key: 32 | 1 and a redacted run)*,
 *              siblings: count, 32 each, 0 | 1 and the salt of the notes: 16
 * redacted --&gt; when: zigzag, leaves: count, (parts that were taken out: byte, a bit for each, then for each part its salt: 16 | its hash: 32 and a text, what it was)*
 * </pre>
 */
public final class EvidenceCodec {

    private static final int WHOLE = 0;
    private static final int SELECTED = 1;
    private static final int MOST_MARK_BYTES = Sha256.BYTES;

    private EvidenceCodec() {
    }

    /** Writes evidence. */
    public static byte[] encode(Evidence evidence) {
        ByteSink sink = new ByteSink(1024 + evidence.marks().length);
        signatures(evidence, sink);
        sink.varint(evidence.size());
        if (evidence.runs() == null) {
            raw(evidence.snapshotKey(), sink.u8(WHOLE));
        } else {
            runs(evidence, sink.u8(SELECTED));
        }
        raw(evidence.marks(), sink.varint(evidence.markBytes()));
        return sink.toByteArray();
    }

    /** Writes the beginning of evidence, which tells nothing of the runs: the key and the checkpoints. */
    public static byte[] encodeSignatures(Evidence evidence) {
        ByteSink sink = new ByteSink(1024);
        signatures(evidence, sink);
        return sink.toByteArray();
    }

    private static void signatures(Evidence evidence, ByteSink sink) {
        raw(evidence.publicText() == null ? new byte[Sha256.BYTES] : Hex.bytes(evidence.publicText()), sink);
        sink.varint(evidence.checkpoints().size());
        evidence.checkpoints().forEach(note -> sink.text(note.toString()));
    }

    private static void runs(Evidence evidence, ByteSink sink) {
        sink.varint(evidence.runs().size());
        int next = 0;
        for (Map.Entry<RunId, Evidence.KnownRun> entry : evidence.runs().entrySet()) {
            Evidence.KnownRun run = entry.getValue();
            sink.run(entry.getKey()).varint(run.place() - next);
            next = run.place() + 1;
            if (run.redacted() == null) {
                raw(run.key(), sink.u8(0));
            } else {
                redacted(run.redacted(), sink.u8(1));
            }
        }
        sink.varint(evidence.siblings().size());
        evidence.siblings().forEach(hash -> raw(hash, sink));
        sink.bool(evidence.notesSalt() != null);
        if (evidence.notesSalt() != null) {
            raw(evidence.notesSalt(), sink);
        }
    }

    private static void redacted(RedactedRun run, ByteSink sink) {
        sink.zigzag(run.atNanos()).varint(run.leaves().size());
        for (RedactedRun.Leaf leaf : run.leaves()) {
            int taken = 0;
            for (int part = 0; part < Part.COUNT; part++) {
                taken |= leaf.hashes()[part] == null ? 0 : 1 << part;
            }
            sink.u8(taken);
            for (int part = 0; part < Part.COUNT; part++) {
                if (leaf.hashes()[part] == null) {
                    sink.raw(leaf.salts(), part * Salts.BYTES, Salts.BYTES);
                } else {
                    raw(leaf.hashes()[part], sink);
                    sink.text(leaf.kinds()[part]);
                }
            }
        }
    }

    private static void raw(byte[] bytes, ByteSink sink) {
        sink.raw(bytes, 0, bytes.length);
    }

    /**
     * Reads evidence.
     *
     * @throws CorruptBytesException if the bytes are none
     */
    public static Evidence decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        byte[] key = source.raw(Sha256.BYTES);
        List<SignedNote> checkpoints = checkpoints(source);
        int size = source.count(0);
        byte[] snapshotKey = null;
        byte[] notesSalt = null;
        Map<RunId, Evidence.KnownRun> runs = null;
        List<byte[]> siblings = new ArrayList<>();
        int kind = source.u8();
        if (kind == WHOLE) {
            snapshotKey = source.raw(Sha256.BYTES);
        } else if (kind == SELECTED) {
            runs = runs(source, size);
            for (int left = source.count(Sha256.BYTES); left > 0; left--) {
                siblings.add(source.raw(Sha256.BYTES));
            }
            notesSalt = source.bool() ? source.raw(Salts.BYTES) : null;
        } else {
            throw new CorruptBytesException("no kind of evidence has the number " + kind);
        }
        int markBytes = source.count(0);
        byte[] marks = source.raw(source.remaining());
        if (markBytes < 1 || markBytes > MOST_MARK_BYTES || marks.length != (long) markBytes * (runs == null ? size : runs.size())) {
            throw new CorruptBytesException("the marks of its runs do not fit their number");
        }
        return new Evidence(publicText(key), checkpoints, size, snapshotKey, runs, siblings, notesSalt, markBytes, marks);
    }

    /**
     * Reads what {@link #encodeSignatures} writes.
     *
     * @throws CorruptBytesException if the bytes are none
     */
    public static Signatures decodeSignatures(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        byte[] key = source.raw(Sha256.BYTES);
        List<SignedNote> checkpoints = checkpoints(source);
        source.finish();
        return new Signatures(publicText(key), checkpoints);
    }

    /**
     * The beginning of evidence.
     *
     * @param publicText text of the public key that signed; null where nobody did
     */
    public record Signatures(String publicText, List<SignedNote> checkpoints) {
    }

    private static String publicText(byte[] key) {
        return Arrays.equals(key, new byte[Sha256.BYTES]) ? null : Hex.of(key);
    }

    private static List<SignedNote> checkpoints(ByteSource source) {
        List<SignedNote> checkpoints = new ArrayList<>();
        for (int left = source.count(1); left > 0; left--) {
            SignedNote note = SignedNote.parse(source.text());
            if (note == null) {
                throw new CorruptBytesException("a checkpoint is no signed note");
            }
            checkpoints.add(note);
        }
        return checkpoints;
    }

    private static Map<RunId, Evidence.KnownRun> runs(ByteSource source, int size) {
        Map<RunId, Evidence.KnownRun> runs = new LinkedHashMap<>();
        long next = 0;
        for (int left = source.count(2 * Long.BYTES + 2); left > 0; left--) {
            RunId id = source.run();
            long place = next + source.count(0);
            if (place >= size) {
                throw new CorruptBytesException("a run stands behind the last");
            }
            next = place + 1;
            Evidence.KnownRun run = source.bool() ? new Evidence.KnownRun((int) place, null, redacted(source)) : new Evidence.KnownRun((int) place, source.raw(Sha256.BYTES), null);
            if (runs.put(id, run) != null) {
                throw new CorruptBytesException("run " + id + " is there twice in its evidence");
            }
        }
        return runs;
    }

    private static RedactedRun redacted(ByteSource source) {
        long at = source.zigzag();
        List<RedactedRun.Leaf> leaves = new ArrayList<>();
        for (int left = source.count(1 + Part.COUNT * Salts.BYTES); left > 0; left--) {
            int taken = source.u8();
            byte[] salts = new byte[Part.COUNT * Salts.BYTES];
            byte[][] hashes = new byte[Part.COUNT][];
            String[] kinds = new String[Part.COUNT];
            for (int part = 0; part < Part.COUNT; part++) {
                if ((taken >> part & 1) == 0) {
                    System.arraycopy(source.raw(Salts.BYTES), 0, salts, part * Salts.BYTES, Salts.BYTES);
                } else {
                    hashes[part] = source.raw(Sha256.BYTES);
                    kinds[part] = source.text();
                }
            }
            if (taken >> Part.COUNT != 0) {
                throw new CorruptBytesException("a leaf has no more than " + Part.COUNT + " parts");
            }
            leaves.add(new RedactedRun.Leaf(salts, hashes, kinds));
        }
        return new RedactedRun(at, leaves);
    }
}
