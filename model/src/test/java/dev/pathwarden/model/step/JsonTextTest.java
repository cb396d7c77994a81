package dev.pathwarden.model.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void parse_ofEveryKindOfValue_keepsItsType() {
        assertThat(JsonText.parse("{\"a\":[1,-2.5,true,null,\"x\\u00e9\"],\"b\":{}}", 1000))
                .isEqualTo(Map.of("a", Arrays.asList(1L, -2.5, true, null, "xé"), "b", Map.of()));
    }

    @Test
    void parse_ofAnIntegerBeyondLong_becomesDouble() {
        assertThat(JsonText.parse("[9223372036854775807,9223372036854775808]", 100)).isEqualTo(List.of(Long.MAX_VALUE, 9.223372036854775807E18));
    }

    @Test
    void parse_ofTextThatIsTooLong_isRefused() {
        assertThatThrownBy(() -> JsonText.parse("[1,2,3]", 6)).isInstanceOf(JsonText.MalformedJsonException.class)
                .hasMessage("a JSON text of 7 characters, where 6 are the most");
    }

    @Test
    void parse_ofDeepNesting_isCut() {
        String text = "[".repeat(100) + "]".repeat(100);
        Object value = JsonText.parse(text, 1000);
        int depth = 0;
        while (value instanceof List<?> list) {
            depth++;
            value = list.get(0);
        }
        assertThat(depth).isEqualTo(Values.MAX_DEPTH);
        assertThat(value).isEqualTo(Values.TOO_DEEP);
    }

    @Test
    void parse_ofAbsurdNesting_isRefused() {
        assertThatThrownBy(() -> JsonText.parse("[".repeat(100_000), 1_000_000)).isInstanceOf(JsonText.MalformedJsonException.class);
    }

    @Test
    void parse_ofEveryTruncation_isRefused() {
        String whole = "{\"a\":[1,true,\"x\"],\"b\":{\"c\":null}}";
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            assertThatThrownBy(() -> JsonText.parse(cut, 1000)).as(cut).isInstanceOf(JsonText.MalformedJsonException.class);
        }
    }

    @Test
    void parse_ofTextBehindTheValue_saysWhere() {
        assertThatThrownBy(() -> JsonText.parse("{} {}", 100)).hasMessage("text follows the JSON value at line 1, column 4");
    }

    @Test
    void write_thenParse_givesTheSameValue() {
        Map<String, Object> value = Map.of("quote", "\"\\\n\u0001", "list", List.of(1L, 0.5, false), "deep", Map.of("k", List.of()));
        assertThat(JsonText.parse(JsonText.write(value), 1000)).isEqualTo(value);
    }

    @Test
    void write_ofANumberJsonDoesNotHave_becomesText() {
        assertThat(JsonText.write(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[\"NaN\",\"Infinity\"]");
    }
}
