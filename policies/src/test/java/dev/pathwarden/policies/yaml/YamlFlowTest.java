package dev.pathwarden.policies.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlFlowTest {

    @Test
    void of_aValue_isOneLineOfYaml() {
        assertThat(new YamlFlow(20, 10, 3).of(List.of(1L, true, "word", "two words", "no", Map.of("a:b", 1.5)))).isEqualTo("[1, true, word, \"two words\", \"no\", {\"a:b\": 1.5}]");
    }

    @Test
    void of_whatIsLong_orDeep_isCut() {
        assertThat(new YamlFlow(4, 100, 3).of("abcdefgh")).isEqualTo("abcd");
        assertThat(new YamlFlow(1, 100, 3).of("\uD83D\uDE00")).isEqualTo("\"\"");
        assertThat(new YamlFlow(4, 3, 3).of(List.of(1L, 2L, 3L, 4L, 5L))).isEqualTo("[1, 2, 3]");
        assertThat(new YamlFlow(4, 9, 2).of(List.of(List.of(List.of(1L))))).isEqualTo("[[\"...\"]]");
        assertThat(new YamlFlow(4, 9, 2).of(Map.of("k".repeat(2_000), 1L)).length()).isLessThan(200);
    }

    @Test
    void of_aNumberThatYamlHasNot_isText() {
        assertThat(new YamlFlow(20, 9, 2).of(List.of(Double.NaN, Double.NEGATIVE_INFINITY))).isEqualTo("[\"NaN\", \"-Infinity\"]");
    }
}
