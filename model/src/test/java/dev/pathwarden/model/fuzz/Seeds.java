package dev.pathwarden.model.fuzz;

import dev.pathwarden.model.archive.ArchiveBytes;
import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.encryption.Decrypting;
import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.TestSigner;
import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ChunkBytes;
import dev.pathwarden.model.journal.EventCodec;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentBytes;
import dev.pathwarden.model.segment.SegmentWriter;
import dev.pathwarden.model.signing.Hex;
import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Whole inputs for each target: what a recorder or an exporter writes. */
final class Seeds {

    /** Runs that evidence is tried on. */
    static final List<RecordedRun> RUNS = runs();

    private static final int EVENTS = 24;
    private static final String LISTED = "0".repeat(64) + " 12 PersistenceTypeDictionary.ptd\n" + "a".repeat(64) + " 3456 channel_0/channel_0_1.dat\n";

    private Seeds() {
    }

    private static List<RecordedRun> runs() {
        List<RecordedRun> runs = new ArrayList<>();
        for (long seed = 5; runs.size() < 3; seed++) {
            runs.addAll(new Events(seed).runs(3, 3));
        }
        return List.copyOf(runs.subList(0, 3));
    }

    static List<byte[]> of(Target target) {
        try {
            return switch (target) {
                case EVENT -> events();
                case JOURNAL -> List.of(joined(events().subList(0, 12)), joined(events()), ChunkBytes.of(events()), joined(List.of(new byte[0])));
                case SEGMENT -> List.of(SegmentBytes.input(segment(RUNS)), SegmentBytes.input(segment(new Events(9).runs(1, 12))), SegmentBytes.input(segment(List.of())));
                case SEGMENT_BYTES -> List.of(segment(RUNS).content(), segment(RUNS).index(), segment(new Events(9).runs(3, 20)).content());
                case NOTES -> List.of(notes(), NotesCodec.encode(new NotesCodec.Notes(List.of(), List.of())));
                case EVIDENCE -> evidence().stream().map(EvidenceCodec::encode).toList();
                case ARCHIVE -> archives();
                case AGENTDOJO -> conversations();
                case JSON -> List.of(text("{\"a\":[1,-2.5e3,true,null,\"\\u00e9\\ud83d\\ude00\"],\"b\":{\"c\":{}}}"), text("[[[[[]]]],1e400,123456789012345678901234567890]"), text("\"x\""));
                case BUNDLE -> List.of(bundle());
                case ENCRYPTED -> encrypted();
                case MANIFEST -> List.of(text("pathwarden-snapshot 1\n" + LISTED), text("pathwarden-snapshot 2\nencryption " + "01".repeat(Decrypting.headerBytes()) + "\nsignatures "
                        + Hex.of(EvidenceCodec.encodeSignatures(evidence().get(0))) + "\n" + LISTED), text("pathwarden-snapshot 2\nencryption 0\nsignatures \n"), text("pathwarden-snapshot 9\n"));
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<byte[]> events() {
        Events events = new Events(1);
        List<byte[]> encoded = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            ByteSink sink = new ByteSink(64);
            EventCodec.encode(events.next(), sink);
            encoded.add(sink.toByteArray());
        }
        // Of one run, so that there is something to put together.
        for (RecordedRun run : RUNS) {
            encoded.add(encoded(new dev.pathwarden.model.journal.JournalEvent.RunStarted(run.run())));
            run.steps().forEach(step -> {
                if (step.decision() != null) {
                    encoded.add(encoded(new dev.pathwarden.model.journal.JournalEvent.StepDecided(step.step(), step.decision())));
                }
                if (step.outcome() != null) {
                    encoded.add(encoded(new dev.pathwarden.model.journal.JournalEvent.StepEnded(run.run().id(), step.id(), step.outcome())));
                }
            });
        }
        return encoded;
    }

    private static byte[] encoded(dev.pathwarden.model.journal.JournalEvent event) {
        ByteSink sink = new ByteSink(64);
        EventCodec.encode(event, sink);
        return sink.toByteArray();
    }

    private static SealedSegment segment(List<RecordedRun> runs) {
        SegmentWriter writer = new SegmentWriter();
        runs.forEach(writer::add);
        return writer.seal();
    }

    private static byte[] notes() {
        return NotesCodec.encode(new NotesCodec.Notes(List.of(new Events(2).process(), new Events(4).process()), List.of("Something was lost.")));
    }

    /** Of three runs: all of them, and one alone. */
    private static List<Evidence> evidence() throws IOException {
        Path file = Scratch.file("seed.pathwarden");
        Files.deleteIfExists(file);
        Archives.write(file, RUNS.iterator(), new NotesCodec.Notes(List.of(), List.of()), new TestSigner());
        try (Snapshot snapshot = Snapshots.open(file)) {
            SealedRuns sealed = snapshot.sealed().orElseThrow();
            return List.of(sealed.evidence(), sealed.select(Set.of(RUNS.get(1).run().id())).evidence());
        } finally {
            Files.delete(file);
        }
    }

    private static List<byte[]> archives() throws IOException {
        List<byte[]> archives = new ArrayList<>();
        for (Evidence evidence : evidence()) {
            List<RecordedRun> runs = evidence.runs() == null ? RUNS : RUNS.subList(1, 2);
            archives.add(joined(List.of(NotesCodec.encode(new NotesCodec.Notes(List.of(), List.of())), EvidenceCodec.encode(evidence), SegmentBytes.input(segment(runs)))));
        }
        for (String version : List.of("v1", "v2", "v3", "v4")) {
            archives.add(Files.readAllBytes(Path.of(Seeds.class.getResource("/dev/pathwarden/model/formats/" + version + "/sample.pathwarden").getPath())));
        }
        return archives;
    }

    /** The key of encrypted inputs; whoever asks closes it. */
    static EncryptionKey key() {
        try {
            return EncryptionKey.of(text(EncryptionKey.BEGINNING + "5".repeat(64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<byte[]> encrypted() throws IOException {
        List<byte[]> archives = new ArrayList<>();
        byte[] notes = NotesCodec.encode(new NotesCodec.Notes(List.of(), List.of()));
        for (Evidence evidence : evidence()) {
            List<RecordedRun> runs = evidence.runs() == null ? RUNS : RUNS.subList(1, 2);
            archives.add(joined(List.of(notes, EvidenceCodec.encode(evidence), EvidenceCodec.encodeSignatures(evidence), SegmentBytes.input(segment(runs)))));
            try (EncryptionKey key = key()) {
                archives.add(ArchiveBytes.encrypted(key, List.of(segment(runs)), notes, EvidenceCodec.encode(evidence), EvidenceCodec.encodeSignatures(evidence)));
            }
        }
        return archives;
    }

    private static List<byte[]> conversations() {
        String header = "{\"metadata\":{\"benchmark\":\"b\",\"name\":\"pipe\"}}\n";
        String run = """
                {"messages":[{"role":"system","content":"Help."},{"role":"user","content":"Pay."},{"role":"assistant","content":null,"tool_calls":[{"function":{"name":"read_file","arguments":{"path":"b"}}},\
                {"function":"get_iban","args":"{\\"of\\": 3}"}]},{"role":"tool","content":"IBAN DE1","error":null},{"role":"tool","tool_call":{"function":"x"},"content":["a"],"error":"E"},\
                {"role":"assistant","content":"Done.","tool_calls":null}],"metadata":{"suite_name":"banking","model":"gpt","success":true}}
                """;
        return List.of(text(header + run), text(run), text(header), text("{\"messages\":[]}"));
    }

    private static byte[] bundle() {
        try {
            KeyPair pair = SigningKeys.make();
            return SignedBundle.sign(text("body"), 3, 5, new TreeMap<>(), pair.getPrivate(), SigningKeys.text(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteSink joined = new ByteSink(1024);
        for (int i = 0; i < parts.size(); i++) {
            joined.raw(Target.BETWEEN, 0, i == 0 ? 0 : Target.BETWEEN.length).raw(parts.get(i), 0, parts.get(i).length);
        }
        return joined.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
