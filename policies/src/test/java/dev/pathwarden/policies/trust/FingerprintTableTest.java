package dev.pathwarden.policies.trust;

import static org.assertj.core.api.Assertions.assertThat;

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
        Map<Long, Integer> expected = new HashMap<>();
        ArrayDeque<Long> order = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            // Few distinct homes, so that chains form and wrap around.
            long key = 1 + (long) random.nextInt(1_500) * 64;
            boolean replace = random.nextInt(10) == 0;
            table.put(key, i, replace);
            if (!expected.containsKey(key)) {
                if (order.size() == 500) {
                    expected.remove(order.poll());
                }
                order.add(key);
                expected.put(key, i);
            } else if (replace) {
                expected.put(key, i);
            }
        }
        for (long key = 1; key < 1_500 * 64; key += 64) {
            assertThat(table.source(key)).isEqualTo(expected.getOrDefault(key, -1));
        }
        assertThat(table.evicted()).isTrue();
        assertThat(table.size()).isEqualTo(500);
    }
}
