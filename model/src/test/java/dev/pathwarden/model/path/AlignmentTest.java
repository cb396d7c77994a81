package dev.pathwarden.model.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.path.Alignment.Pair;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlignmentTest {

    @Property(tries = 500)
    void pairs_areEqualAndInOrder_andAsManyAsCanBe(@ForAll @Size(max = 40) List<@IntRange(max = 12) Integer> left, @ForAll @Size(max = 40) List<@IntRange(min = 4, max = 16) Integer> right) {
        List<Pair> pairs = Alignment.of(ints(left), ints(right));

        for (int i = 0; i < pairs.size(); i++) {
            assertThat(left.get(pairs.get(i).left())).isEqualTo(right.get(pairs.get(i).right()));
            if (i > 0) {
                assertThat(pairs.get(i).left()).isGreaterThan(pairs.get(i - 1).left());
                assertThat(pairs.get(i).right()).isGreaterThan(pairs.get(i - 1).right());
            }
        }
        assertThat(pairs).hasSize(longest(left, right));
    }

    @Test
    void pairs_ofListsWithoutACommonKey_areNone() {
        assertThat(Alignment.of(new int[] {1, 2}, new int[] {3})).isEmpty();
        assertThat(Alignment.of(new int[0], new int[] {3})).isEmpty();
    }

    private static int[] ints(List<Integer> keys) {
        return keys.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int longest(List<Integer> left, List<Integer> right) {
        int[][] length = new int[left.size() + 1][right.size() + 1];
        for (int i = 1; i <= left.size(); i++) {
            for (int j = 1; j <= right.size(); j++) {
                length[i][j] = left.get(i - 1).equals(right.get(j - 1)) ? length[i - 1][j - 1] + 1 : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[left.size()][right.size()];
    }
}
