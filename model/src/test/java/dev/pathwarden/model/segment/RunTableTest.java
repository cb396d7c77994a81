package dev.pathwarden.model.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.Sealing;
import dev.pathwarden.model.evidence.TestSigner;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.snapshot.SegmentedSnapshot;
import dev.pathwarden.model.step.RecordedRun;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What tables show of runs follows from their steps and is not signed by itself; so whoever verifies the steps looks whether it does. */
class RunTableTest {

    private final TestSigner signer = new TestSigner();
    private final Sealing sealing = new Sealing(signer);
    private final NotesCodec.Notes notes = new NotesCodec.Notes(List.of(), List.of());

    @Test
    void verify_ofATableThatShowsOtherCounts_saysSo() {
        RecordedRun run = new Events(4).runs(1, 9).get(0);
        SegmentWriter writer = new SegmentWriter();
        writer.add(run);
        sealing.add(run);
        sealing.end(NotesCodec.encode(notes));
        SealedSegment sealed = writer.seal();
        assertThat(problems(sealed.content(), sealed.index())).isEmpty();
        Map<Column, byte[]> columns = columns(sealed.index());
        for (Column column : List.of(Column.RUN_BLOCKED, Column.RUN_VERDICTS)) {
            Map<Column, byte[]> changed = new EnumMap<>(columns);
            changed.put(column, new byte[] {99});
            assertThat(problems(sealed.content(), SegmentLayout.pack(1, changed, Density.QUICK))).singleElement().asString()
                    .startsWith("What tables show of run " + run.run().id() + " - its steps, those that were stopped, verdicts and labels - was altered");
        }
    }

    private static Map<Column, byte[]> columns(byte[] index) {
        SegmentLayout.Unpacked unpacked = SegmentLayout.unpack(index);
        Map<Column, byte[]> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            if (unpacked.raw(column).length > 0) {
                columns.put(column, unpacked.raw(column));
            }
        }
        return columns;
    }

    private List<String> problems(byte[] content, byte[] index) {
        SegmentedSnapshot.Source source = new SegmentedSnapshot.Source() {
            @Override
            public byte[] index() {
                return index;
            }

            @Override
            public byte[] content() {
                return content;
            }
        };
        try (SegmentedSnapshot snapshot = new SegmentedSnapshot(Path.of("s"), List.of(source), notes, EvidenceCodec.encode(sealing.evidence(true)), () -> { })) {
            return snapshot.sealed().orElseThrow().verify(signer.key()).problems();
        }
    }
}
