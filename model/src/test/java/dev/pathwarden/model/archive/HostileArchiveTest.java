package dev.pathwarden.model.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.segment.SealedSegment;
import dev.pathwarden.model.segment.SegmentBytes;
import dev.pathwarden.model.segment.SegmentWriter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.RecordedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that a few bytes make claim much: each digest fits. */
class HostileArchiveTest {

    @TempDir
    Path directory;

    private final RecordedRun run = new Events(11).runs(1, 5).get(0);

    @Test
    void open_ofAnIndexThatClaimsBillionsOfSteps_namesItAndSearchesTheRest() throws Exception {
        SegmentWriter writer = new SegmentWriter();
        writer.add(run);
        SealedSegment honest = writer.seal();
        byte[] input = SegmentBytes.input(honest);
        ByteSink claiming = new ByteSink(input.length + 4);
        int steps = place(input, "run.steps");
        claiming.raw(input, 0, steps).varint(Integer.MAX_VALUE).raw(input, steps + 1, input.length - steps - 1);
        SealedSegment hostile = SegmentBytes.of(claiming.toByteArray());
        byte[] none = NotesCodec.encode(new NotesCodec.Notes(List.of(), List.of()));
        Path file = directory.resolve("hostile.pathwarden");
        Archives.write(file, List.of(hostile, honest, hostile).iterator(), none);

        try (Snapshot snapshot = Snapshots.open(file)) {
            assertThat(snapshot.damages()).hasSize(2).allMatch(sentence -> sentence.contains("come to " + Integer.MAX_VALUE + " steps or more, and there is room for " + run.steps().size()));
            assertThat(snapshot.runs()).hasSize(1);
            assertThat(snapshot.find(StepFilter.ALL, 10).total()).isEqualTo(run.steps().size());
            assertThat(snapshot.run(run.run().id())).isEqualTo(run);
        }
        assertThat(Files.size(file)).isLessThan(1 << 20);
    }

    /** Where the first value of a column of the index begins, in the input of a segment. */
    private static int place(byte[] input, String column) {
        int hash = column.hashCode() ^ column.hashCode() >>> 16;
        String text = new String(input, StandardCharsets.ISO_8859_1);
        return text.indexOf(new String(new byte[] {(byte) 0xF6, (byte) (hash >>> 8), (byte) hash}, StandardCharsets.ISO_8859_1)) + 3;
    }
}
