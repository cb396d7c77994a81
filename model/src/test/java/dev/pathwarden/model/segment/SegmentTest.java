package dev.pathwarden.model.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RecordedRun;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SegmentTest {

    @Property(tries = 300)
    void read_ofWhatWasSealed_givesTheRuns(@ForAll long seed) {
        List<RecordedRun> runs = new Events(seed).runs(4, 12);
        SealedSegment sealed = seal(runs);
        assertThat(SegmentReader.read(sealed.content())).isEqualTo(runs);
        assertThat(SegmentReader.readIndex(sealed.index())).isEqualTo(runs.stream().map(RunSummary::of).toList());
    }

    @Test
    void read_ofASegmentWithoutRuns_givesNone() {
        assertThat(SegmentReader.read(new SegmentWriter().seal().content())).isEmpty();
    }

    @Test
    void read_ofEveryTruncation_isRefused() {
        byte[] whole = seal(new Events(5).runs(2, 4)).content();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SegmentReader.read(cut)).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void read_ofEveryFlippedByte_isRefused() {
        byte[] whole = seal(new Events(5).runs(2, 4)).content();
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x10;
            assertThatThrownBy(() -> SegmentReader.read(flipped)).as("byte %d", i).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void read_ofALaterVersion_saysSo() {
        byte[] later = seal(List.of()).content();
        later[7] = 2;
        assertThatThrownBy(() -> SegmentReader.read(later)).hasMessage("a segment has format version 2; this Pathwarden reads version 1");
    }

    @Property(tries = 1500)
    void read_ofHostileColumns_refusesOrReads_andNothingElse(@ForAll long seed) {
        SegmentLayout.Unpacked unpacked = SegmentLayout.unpack(seal(new Events(seed).runs(2, 5)).content());
        Random random = new Random(seed);
        unpacked.columns().values().forEach(bytes -> {
            if (bytes.length > 0 && random.nextInt(8) == 0) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
        });
        // The digest fits: this is what someone would make who wants to do harm.
        byte[] hostile = SegmentLayout.pack(unpacked.runs(), unpacked.columns());
        try {
            assertThat(SegmentReader.read(hostile)).isNotNull();
        } catch (CorruptBytesException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Test
    void seal_ofManySimilarSteps_takesFewBytesForEach() {
        RecordedRun run = new Events(1).runs(1, 20).get(0);
        List<RecordedRun> many = Collections.nCopies(200, run);
        int steps = many.stream().mapToInt(each -> each.steps().size()).sum();
        assertThat(seal(many).content().length / steps).isLessThan(60);
    }

    private static SealedSegment seal(List<RecordedRun> runs) {
        SegmentWriter writer = new SegmentWriter();
        runs.forEach(writer::add);
        return writer.seal();
    }
}
