package dev.pathwarden.model.fuzz;

import dev.pathwarden.fuzz.Allowance;
import dev.pathwarden.fuzz.FuzzTarget;
import dev.pathwarden.model.archive.ArchiveBytes;
import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.evidence.Checkpoint;
import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.SignedNote;
import dev.pathwarden.model.evidence.Verifier;
import dev.pathwarden.model.imports.AgentDojoImporter;
import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.ChunkBytes;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.journal.EventCodec;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentBytes;
import dev.pathwarden.model.segment.SegmentReader;
import dev.pathwarden.model.segment.SegmentSearch;
import dev.pathwarden.model.segment.SegmentWriter;
import dev.pathwarden.model.signing.RefusedBundleException;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.snapshot.RunMerger;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.store.ManifestBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A reader of what comes from outside. It takes any bytes, and either gives what they hold or says in one sentence why not, with an exception that its callers expect; whatever else it throws is a finding.
 *
 * <p>Checksums and digests are made to fit first: a fuzzer that has to guess one never gets behind it, and whoever means harm can compute it. For one thread at a time: archives and imports are read from a file.
 */
public enum Target implements FuzzTarget {

    /** One event of a journal; what was read is written and read again. */
    EVENT {
        @Override
        void read(byte[] input) {
            JournalEvent event = EventCodec.decode(new ByteSource(input));
            ByteSink sink = new ByteSink(input.length);
            EventCodec.encode(event, sink);
            same(event, EventCodec.decode(new ByteSource(sink.toByteArray())));
        }
    },

    /** A chunk of a journal, put together to runs, which are sealed and read again. */
    JOURNAL {
        @Override
        void read(byte[] input) {
            byte[] chunk = startsWith(input, "PWJRNL1\n") ? ChunkBytes.repaired(input) : ChunkBytes.of(parts(input));
            List<RecordedRun> runs = RunMerger.merge(ChunkBytes.read(chunk)).runs();
            sometimes(input, () -> sealAndRead(runs));
        }
    },

    /** A segment and its index, as a whole, run by run, and searched. */
    SEGMENT {
        @Override
        void read(byte[] input) {
            SealedSegment segment = SegmentBytes.of(input);
            List<RunSummary> summaries = SegmentReader.readIndex(segment.index());
            search(segment, summaries);
            SegmentReader reader = SegmentReader.open(segment);
            RecordedRun last = summaries.isEmpty() ? null : reader.run(summaries.size() - 1);
            List<RecordedRun> runs = SegmentReader.read(segment);
            if (last != null) {
                same(runs.get(runs.size() - 1), last);
            }
            sometimes(input, () -> sealAndRead(runs));
        }
    },

    /** The bytes of a segment as they are, but for its digest: the directory, and columns that are compressed. */
    SEGMENT_BYTES {
        @Override
        void read(byte[] input) {
            byte[] segment = SegmentBytes.repaired(input);
            SegmentReader.read(new SealedSegment(segment, segment));
        }
    },

    /** What stands beside the runs. */
    NOTES {
        @Override
        void read(byte[] input) {
            NotesCodec.Notes notes = NotesCodec.decode(input);
            same(notes, NotesCodec.decode(NotesCodec.encode(notes)));
        }
    },

    /** What runs are verified with, checkpoints among it; used on three runs that it may or may not be of. */
    EVIDENCE {
        @Override
        void read(byte[] input) {
            SignedNote.parseAll(new String(input, StandardCharsets.UTF_8)).forEach(note -> Checkpoint.parse(note.text()));
            Evidence evidence = EvidenceCodec.decode(input);
            EvidenceCodec.decode(EvidenceCodec.encode(evidence));
            EvidenceCodec.decode(EvidenceCodec.encode(evidence.forArchive()));
            Verifier verifier = new Verifier(evidence, null);
            Seeds.RUNS.forEach(verifier::add);
            verifier.verify(new byte[0]).problems().forEach(Target::isSentence);
            evidence.leaves().ifPresent(evidence::fits);
        }
    },

    /** An archive: opened, searched, verified, handed on in part. */
    ARCHIVE {
        @Override
        void read(byte[] input) throws IOException {
            Path file = Files.write(Scratch.file("fuzz.pathwarden"), startsWith(input, "PWARCHV") ? ArchiveBytes.repaired(input) : archive(input));
            try (Snapshot snapshot = Archives.open(file)) {
                readAll(snapshot);
            }
        }

        private byte[] archive(byte[] input) {
            List<byte[]> parts = parts(input);
            return ArchiveBytes.of(parts.stream().skip(2).limit(3).map(SegmentBytes::of).toList(), part(parts, 0), part(parts, 1));
        }
    },

    /** An encrypted archive, made by someone who has the key or changed by someone who has not: opened, searched, verified, and looked at without the key. */
    ENCRYPTED {
        @Override
        void read(byte[] input) throws IOException {
            Path file = Files.write(Scratch.file("fuzz.pathwarden"), startsWith(input, "PWARCHV") ? ArchiveBytes.repaired(input) : archive(input));
            attempt(() -> Archives.outside(file));
            attempt(() -> Archives.open(file).close());
            try (Snapshot snapshot = Archives.open(file, name -> Seeds.key())) {
                readAll(snapshot);
            }
        }

        private byte[] archive(byte[] input) {
            List<byte[]> parts = parts(input);
            try (EncryptionKey key = Seeds.key()) {
                return ArchiveBytes.encrypted(key, parts.stream().skip(3).limit(2).map(SegmentBytes::of).toList(), part(parts, 0), part(parts, 1), part(parts, 2));
            }
        }
    },

    /** The manifest of a store, encrypted or not, with a digest that fits. */
    MANIFEST {
        @Override
        void read(byte[] input) throws IOException {
            ManifestBytes.read(Scratch.file(ManifestBytes.FILE).getParent(), input);
        }
    },

    /** JSON lines in the shape of AgentDojo; the runs made of them are sealed and read again. */
    AGENTDOJO {
        @Override
        void read(byte[] input) throws IOException {
            List<RecordedRun> runs = new ArrayList<>();
            AgentDojoImporter.read(Files.write(Scratch.file("fuzz.jsonl"), input), runs::add);
            sometimes(input, () -> sealAndRead(runs));
        }
    },

    /** One JSON text; what was read is written and read again. */
    JSON {
        @Override
        void read(byte[] input) {
            Object value = JsonText.parse(new String(input, StandardCharsets.UTF_8), 1 << 20);
            same(JsonText.write(value), JsonText.write(JsonText.parse(JsonText.write(value), 1 << 22)));
        }
    },

    /** The envelope of a signed bundle of guardrails. */
    BUNDLE {
        @Override
        void read(byte[] input) throws RefusedBundleException {
            SignedBundle.open(input);
        }
    };

    /** Between parts of an input that has several. */
    static final byte[] BETWEEN = {(byte) 0xF5, (byte) 0xAF};

    /**
     * Reads the input, or refuses it with an exception that callers of this reader expect.
     *
     * @throws AssertionError if what it said is not what a user can be told
     */
    @Override
    public void take(byte[] input) throws IOException {
        try {
            read(input);
        } catch (CorruptBytesException | SnapshotException | RefusedBundleException | JsonText.MalformedJsonException refused) {
            isSentence(refused.getMessage());
        }
    }

    abstract void read(byte[] input) throws IOException, RefusedBundleException;

    @Override
    public List<byte[]> seeds() {
        return Seeds.of(this);
    }

    /** Objects are larger than what they are read from. */
    @Override
    public Allowance allowance() {
        return new Allowance(32L << 20, 16 << 10, 384);
    }

    @Override
    public String watched() {
        return "dev.pathwarden.**";
    }

    private static byte[] part(List<byte[]> parts, int number) {
        return parts.size() <= number ? new byte[0] : parts.get(number);
    }

    /** Does with an archive what is done with one. */
    private static void readAll(Snapshot snapshot) {
        snapshot.damages().forEach(Target::isSentence);
        snapshot.processes();
        List<RunSummary> runs = snapshot.runs();
        for (int i = runs.size() - 1; i >= 0; i--) {
            RunId id = runs.get(i).run().id();
            attempt(() -> snapshot.run(id));
        }
        attempt(() -> snapshot.forEachRun(run -> { }));
        attempt(() -> snapshot.find(StepFilter.ALL.text("a"), 10));
        attempt(() -> snapshot.find(StepFilter.ALL.operations(Operation.TOOL_CALL).labels("a"), 10));
        attempt(() -> snapshot.sealed().ifPresent(sealed -> {
            sealed.verify(null).problems().forEach(Target::isSentence);
            handOn(sealed, snapshot.runs());
        }));
    }

    private static void handOn(SealedRuns sealed, List<RunSummary> runs) {
        if (!runs.isEmpty()) {
            SealedRuns.Selection selection = sealed.select(Set.of(runs.get(0).run().id()));
            EvidenceCodec.decode(EvidenceCodec.encode(selection.evidence()));
            selection.runs().forEachRemaining(run -> { });
        }
    }

    private static void attempt(Runnable reading) {
        try {
            reading.run();
        } catch (CorruptBytesException | SnapshotException refused) {
            isSentence(refused.getMessage());
        }
    }

    private static void search(SealedSegment segment, List<RunSummary> summaries) {
        try {
            for (StepFilter filter : List.of(StepFilter.ALL.text("a"), StepFilter.ALL.operations(Operation.TOOL_CALL), StepFilter.ALL.labels("a", "untrusted"))) {
                SegmentSearch.search(segment.index(), summaries, segment::content, filter);
            }
        } catch (CorruptBytesException refused) {
            isSentence(refused.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does for some inputs, always the same, what takes much longer than reading them. */
    private static void sometimes(byte[] input, Runnable what) {
        if (Arrays.hashCode(input) % 8 == 0) {
            what.run();
        }
    }

    /** What could be read of foreign bytes can be kept, and comes back as it was. */
    private static void sealAndRead(List<RecordedRun> runs) {
        SegmentWriter writer = new SegmentWriter();
        runs.forEach(writer::add);
        same(runs, SegmentReader.read(writer.seal()));
    }

    private static void same(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("read: " + expected + "\nread again: " + found);
        }
    }

    private static void isSentence(String message) {
        if (message == null || message.isBlank() || message.length() > 2_000) {
            throw new AssertionError("no sentence: " + message);
        }
    }

    static List<byte[]> parts(byte[] input) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int at = 0; at + 1 < input.length; at++) {
            if (input[at] == BETWEEN[0] && input[at + 1] == BETWEEN[1]) {
                parts.add(Arrays.copyOfRange(input, from, at));
                from = at + 2;
            }
        }
        parts.add(Arrays.copyOfRange(input, from, input.length));
        return parts;
    }

    private static boolean startsWith(byte[] input, String magic) {
        byte[] start = magic.getBytes(StandardCharsets.US_ASCII);
        return input.length >= start.length && Arrays.equals(input, 0, start.length, start, 0, start.length);
    }
}
