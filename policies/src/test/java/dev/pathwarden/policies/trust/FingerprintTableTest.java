package dev.pathwarden.policies.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.StepId;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FingerprintTableTest {

    @Test
    void source_afterManyPutsAndEvictions_isThatOfAMapThatForgetsItsOldest() {
        Random random = new Random(3);
        FingerprintTable table = new FingerprintTable(500);
        Map<Long, Source> expected = new HashMap<>();
        ArrayDeque<Long> order = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            // Few distinct homes, so that chains form and wrap around.
            long key = 1 + (long) random.nextInt(1_500) * 64;
            boolean replace = random.nextInt(10) == 0;
            Source source = new Source(new StepId(i + 1));
            table.put(key, source, replace);
            if (!expected.containsKey(key)) {
                if (order.size() == 500) {
                    expected.remove(order.poll());
                }
                order.add(key);
                expected.put(key, source);
            } else if (replace) {
                expected.put(key, source);
            }
        }
        for (long key = 1; key < 1_500 * 64; key += 64) {
            assertThat(table.reading().source(key)).isSameAs(expected.get(key));
        }
        assertThat(table.evicted()).isTrue();
        assertThat(table.size()).isEqualTo(500);
    }
}
