package dev.pathwarden.model.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SegmentTest {

    @Property(tries = 300)
    void read_ofWhatWasSealed_givesTheRuns(@ForAll long seed) {
        List<RecordedRun> runs = new Events(seed).runs(4, 12);
        SealedSegment sealed = seal(runs);
        assertThat(SegmentReader.read(sealed)).isEqualTo(runs);
        assertThat(SegmentReader.readIndex(sealed.index())).isEqualTo(runs.stream().map(RunSummary::of).toList());
    }

    @Test
    void read_ofASegmentWithoutRuns_givesNone() {
        assertThat(SegmentReader.read(new SegmentWriter().seal())).isEmpty();
    }

    @Test
    void read_ofEveryTruncation_isRefused() {
        SealedSegment sealed = seal(new Events(5).runs(2, 4));
        byte[] whole = sealed.content();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SegmentReader.read(new SealedSegment(cut, sealed.index()))).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void read_ofEveryFlippedByte_isRefused() {
        SealedSegment sealed = seal(new Events(5).runs(2, 4));
        byte[] whole = sealed.content();
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x10;
            assertThatThrownBy(() -> SegmentReader.read(new SealedSegment(flipped, sealed.index()))).as("byte %d", i).isInstanceOf(CorruptBytesException.class);
        }
    }

    @Test
    void read_ofALaterVersion_saysSo() {
        SealedSegment sealed = seal(List.of());
        sealed.content()[7] = 4;
        assertThatThrownBy(() -> SegmentReader.read(sealed)).hasMessage("a segment has format version 4; this Pathwarden reads versions 1 to 3");
    }

    @Property(tries = 1500)
    void read_ofHostileColumns_refusesOrReads_andNothingElse(@ForAll long seed) {
        List<RecordedRun> runs = new Events(seed).runs(2, 5);
        SealedSegment sealed = seal(runs);
        Random random = new Random(seed);
        // The digests fit: this is what someone would make who wants to do harm.
        SealedSegment hostile = new SealedSegment(hostile(sealed.content(), random), hostile(sealed.index(), random));
        try {
            assertThat(SegmentReader.read(hostile)).isNotNull();
        } catch (CorruptBytesException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
        try {
            if (!runs.isEmpty()) {
                assertThat(SegmentReader.open(hostile).run(runs.size() - 1)).isNotNull();
            }
        } catch (CorruptBytesException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    private static byte[] hostile(byte[] segment, Random random) {
        SegmentLayout.Unpacked unpacked = SegmentLayout.unpack(segment);
        Map<Column, byte[]> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            byte[] bytes = unpacked.raw(column);
            if (bytes.length > 0) {
                if (random.nextInt(8) == 0) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                columns.put(column, bytes);
            }
        }
        return SegmentLayout.pack(unpacked.runs(), columns, Density.QUICK);
    }

    @Property(tries = 200)
    void run_ofAnyNumber_isWhatReadGives(@ForAll long seed) {
        List<RecordedRun> runs = new Events(seed).runs(6, 12);
        SealedSegment sealed = seal(runs);
        Random random = new Random(seed);
        SegmentReader reader = SegmentReader.open(sealed);
        for (int i = 0; i < 12; i++) {
            int number = random.nextInt(runs.size());
            reader = reader.isBehind(number) ? SegmentReader.open(sealed) : reader;
            assertThat(reader.run(number)).isEqualTo(runs.get(number));
        }
    }

    @Test
    void read_withTheIndexOfAnotherSegment_isRefused() {
        SealedSegment one = seal(new Events(5).runs(2, 4));
        SealedSegment other = seal(new Events(5).runs(3, 4));
        assertThatThrownBy(() -> SegmentReader.read(new SealedSegment(one.content(), other.index()))).hasMessage("the index of a segment is of version 3 and has 3 runs, and the segment is of version 3 and has 2");
    }

    @Test
    void read_ofValuesThatReferToOneTextMoreOftenThanIsTaken_isRefused() {
        String text = "x".repeat(1 << 20);
        Dictionary texts = new Dictionary();
        texts.number(text);
        Payload payload = new Payload(texts.bytes(), 3L << 20);
        for (int i = 0; i < 3; i++) {
            assertThat(payload.text(1)).isEqualTo(text);
        }
        assertThatThrownBy(() -> payload.text(1)).isInstanceOf(CorruptBytesException.class).hasMessageContaining("more text than is taken");
        assertThatThrownBy(() -> payload.text(2)).isInstanceOf(CorruptBytesException.class).hasMessage("payload text 2 of 1");
    }

    @Test
    void seal_ofAPromptThatComesAgain_keepsItOnce() {
        byte[] random = new byte[6_000];
        new Random(1).nextBytes(random);
        String prompt = Base64.getEncoder().encodeToString(random);
        RunId run = new RunId(1, 1);
        List<RecordedStep> steps = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            steps.add(new RecordedStep(Step.of(run, new StepId(i + 1), Operation.MODEL_CHAT, "model").arguments(Map.of("prompt", prompt, "number", (long) i)).build(), null, null, null, i, -1));
        }
        SealedSegment sealed = seal(List.of(new RecordedRun(new Run(run, null, null, null, Status.OK, null, null, Map.of()), steps, List.of())));
        assertThat(sealed.content().length).isLessThan(8_000);
        assertThat(SegmentReader.read(sealed).get(0).steps()).isEqualTo(steps);
    }

    @Property
    void stepIdCode_decodesWhatItEncoded(@ForAll List<Long> ids, @ForAll long seed) {
        StepIdCode to = new StepIdCode();
        StepIdCode from = new StepIdCode();
        Random pids = new Random(seed);
        for (long id : ids) {
            Long pid = pids.nextInt(3) == 0 ? null : (Long) (long) pids.nextInt(2);
            assertThat(from.decode(to.encode(id, pid), pid)).isEqualTo(id);
        }
    }

    @Test
    void stepIdCode_ofCountedIds_isTheirDistance() {
        StepIdCode code = new StepIdCode();
        long counter = 42;
        for (int i = 0; i < 100; i++) {
            counter += 0x9E3779B97F4A7C15L;
            long z = (counter ^ counter >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            long number = code.encode(z ^ z >>> 31, 1L);
            if (i > 0) {
                assertThat(number).isEqualTo(1);
            }
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
