package dev.pathwarden.policies.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextLeavesTest {

    @Test
    void visit_namesThePathOfEachLeaf() {
        List<String> leaves = new ArrayList<>();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("to", "a@example.com");
        value.put("rows", List.of(Map.of("id", 12L), List.of(true, "x")));
        assertThat(TextLeaves.visit(value, (path, text) -> leaves.add(path + "=" + text))).isTrue();
        assertThat(leaves).containsExactly("to=a@example.com", "rows[0].id=12", "rows[1][1]=x");
    }

    @Test
    void texts_areTheLeavesThatAreLongEnough_whateverTheValue() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            Object value = value(random, 3);
            int least = random.nextInt(9);
            List<String> expected = new ArrayList<>();
            boolean whole = TextLeaves.visit(value, (path, text) -> {
                if (text.length() >= least) {
                    expected.add(text);
                }
            });
            List<String> found = new ArrayList<>();
            assertThat(TextLeaves.texts(value, least, found::add)).isEqualTo(whole);
            assertThat(found).as("%s, least %d", value, least).isEqualTo(expected.stream().filter(text -> text.length() >= least).toList());
        }
    }

    @Test
    void texts_stopWhereVisitStops() {
        List<Object> many = new ArrayList<>();
        for (long i = 0; i <= TextLeaves.MAX_LEAVES; i++) {
            many.add(i);
        }
        assertThat(TextLeaves.texts(many.subList(0, TextLeaves.MAX_LEAVES), 7, text -> { })).isTrue();
        assertThat(TextLeaves.texts(many, 7, text -> { })).isFalse();
        assertThat(TextLeaves.visit(many, (path, text) -> { })).isFalse();
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> "abcdefghijk".substring(random.nextInt(11));
            case 1 -> (random.nextLong() >> random.nextInt(64)) * (random.nextBoolean() ? 1 : -1);
            case 2 -> random.nextInt(1_000) / 8.0;
            case 3 -> random.nextBoolean() ? null : (Object) true;
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put("k" + i, value(random, depth - 1));
                }
                yield map;
            }
        };
    }
}
