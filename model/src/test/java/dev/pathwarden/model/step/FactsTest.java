package dev.pathwarden.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FactsTest {

    @Test
    void fields_areNoMoreThanThereAreBits() {
        assertThat(Field.values()).hasSizeLessThanOrEqualTo(2 * Long.SIZE);
    }

    @RepeatedTest(50)
    void builder_afterAnyPutsAndRemoves_holdsWhatAMapHolds(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Map<Field, Object> expected = new EnumMap<>(Field.class);
        Facts.Builder builder = new Facts.Builder();
        for (int i = 0; i < 200; i++) {
            Field field = Field.values()[random.nextInt(Field.values().length)];
            if (random.nextInt(3) == 0) {
                expected.remove(field);
                builder.remove(field);
            } else {
                Object value = value(field, random);
                expected.put(field, value);
                builder.put(field, value);
            }
            if (i % 20 == 0) {
                assertHolds(builder.build(), expected);
            }
        }
        Facts facts = builder.build();
        assertHolds(facts, expected);
        Field other = Field.values()[random.nextInt(Field.values().length)];
        Object value = value(other, random);
        Map<Field, Object> more = new EnumMap<>(expected);
        more.put(other, value);
        assertHolds(facts.with(other, value), more);
        assertHolds(facts, expected);
    }

    private static Object value(Field field, Random random) {
        return switch (field.type()) {
            case TEXT -> "text " + random.nextInt(10);
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> random.nextLong();
            case TEXT_LIST -> List.of("a", "b" + random.nextInt(10));
        };
    }

    private static void assertHolds(Facts facts, Map<Field, Object> expected) {
        for (Field field : Field.values()) {
            assertThat(facts.get(field)).as(field.text()).isEqualTo(expected.get(field));
            assertThat(facts.asMap().containsKey(field)).as(field.text()).isEqualTo(expected.containsKey(field));
        }
        assertThat(facts.size()).isEqualTo(expected.size());
        assertThat(facts.asMap()).isEqualTo(expected).hasToString(expected.toString());
        assertThat(facts.fields()).containsExactly(expected.keySet().toArray(new Field[0]));
        List<Map.Entry<Field, Object>> given = new ArrayList<>();
        facts.forEach((field, value) -> given.add(Map.entry(field, value)));
        assertThat(given).containsExactlyElementsOf(expected.entrySet());
        assertThat(facts).isEqualTo(Facts.of(expected)).hasSameHashCodeAs(Facts.of(expected));
    }

    @Test
    void put_ofAValueOfAnotherType_isRefused() {
        Facts.Builder builder = new Facts.Builder();
        assertThatThrownBy(() -> builder.put(Field.FILE_PATH, 1L)).isInstanceOf(IllegalArgumentException.class).hasMessage("field file.path takes TEXT, not Long");
        assertThatThrownBy(() -> builder.put(Field.FILE_BYTES, null)).isInstanceOf(IllegalArgumentException.class).hasMessage("field file.bytes takes INTEGER, not null");
        assertThat(builder.build()).isSameAs(Facts.NONE);
    }

    @Test
    void asMap_cannotBeChanged() {
        Map<Field, Object> facts = Facts.of(Map.of(Field.FILE_PATH, "/a")).asMap();
        assertThatThrownBy(() -> facts.put(Field.FILE_PATH, "/b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(facts::clear).isInstanceOf(UnsupportedOperationException.class);
    }
}
