package dev.pathwarden.model.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    @Property(tries = 2000)
    void decode_ofWhatWasEncoded_givesTheEvent(@ForAll long seed) {
        JournalEvent event = new Events(seed).next();
        assertThat(EventCodec.decode(new ByteSource(bytes(event)))).isEqualTo(event);
    }

    @Test
    void decode_ofEveryTruncation_isRefused() {
        Events events = new Events(7);
        for (int i = 0; i < 60; i++) {
            byte[] whole = bytes(events.next());
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> EventCodec.decode(new ByteSource(cut))).isInstanceOf(CorruptBytesException.class);
            }
        }
    }

    @Property(tries = 3000)
    void decode_ofHostileBytes_refusesOrReads_andNothingElse(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = bytes(new Events(seed).next());
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        try {
            assertThat(EventCodec.decode(new ByteSource(bytes))).isNotNull();
        } catch (CorruptBytesException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @Test
    void decode_ofAHugeCount_isRefusedBeforeAnythingIsAllocated() {
        ByteSink sink = new ByteSink(16);
        sink.u8(6).varint(Integer.MAX_VALUE);
        assertThatThrownBy(() -> ValueCodec.decode(new ByteSource(sink.toByteArray()))).isInstanceOf(CorruptBytesException.class)
                .hasMessage("a count of 2147483647 does not fit into the 0 bytes left");
    }

    @Test
    void decode_ofEndlessNesting_isRefused() {
        byte[] nested = new byte[20_000];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 6;
            nested[i + 1] = 1;
        }
        assertThatThrownBy(() -> ValueCodec.decode(new ByteSource(nested))).isInstanceOf(CorruptBytesException.class).hasMessageContaining("64 levels");
    }

    private static byte[] bytes(JournalEvent event) {
        ByteSink sink = new ByteSink(64);
        EventCodec.encode(event, sink);
        return sink.toByteArray();
    }
}
