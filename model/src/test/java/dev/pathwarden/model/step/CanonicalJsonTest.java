package dev.pathwarden.model.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void of_theSameValuesInAnotherOrder_isTheSame() {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("b", 1L);
        one.put("a", List.of(true, "x"));
        Map<String, Object> other = new LinkedHashMap<>();
        other.put("a", List.of(true, "x"));
        other.put("b", 1L);

        assertThat(CanonicalJson.of(one)).isEqualTo(CanonicalJson.of(other)).isEqualTo("{\"a\":[true,\"x\"],\"b\":1}");
    }

    /** The examples of RFC 8785, sections 3.2.2 and 3.2.3. */
    @Test
    void of_theExamplesOfTheRfc_isWhatItSays() {
        assertThat(CanonicalJson.of(Arrays.asList(333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001)))
                .isEqualTo("[333333333.3333333,1e+30,4.5,0.002,1e-27]");
        assertThat(CanonicalJson.of("\u20ac$\u000F\nA'B\"\\\"/")).isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\"/\"");
        Map<String, Object> keys = new LinkedHashMap<>();
        for (String key : List.of("\u20ac", "\r", "\ufb33", "1", "\ud83d\ude00", "\u0080", "\u00f6")) {
            keys.put(key, null);
        }
        assertThat(CanonicalJson.of(keys)).isEqualTo("{\"\\r\":null,\"1\":null,\"\u0080\":null,\"\u00f6\":null,\"\u20ac\":null,\"\ud83d\ude00\":null,\"\ufb33\":null}");
    }

    /** From appendix B of RFC 8785. */
    @Test
    void of_doubles_isTheShortestThatTellsThemApart() {
        assertThat(List.of(text(0x0000000000000001L), text(0x8000000000000001L), text(0x7fefffffffffffffL), text(0x4340000000000000L), text(0x4430000000000000L),
                text(0x44b52d02c7e14af5L), text(0x44b52d02c7e14af6L), text(0x444b1ae4d6e2ef4eL), text(0x444b1ae4d6e2ef50L), text(0x3eb0c6f7a0b5ed8cL), text(0x3eb0c6f7a0b5ed8dL),
                text(0x41b3de4355555553L), text(0x41b3de4355555557L), text(0xbecbf647612f3696L), text(0x43143ff3c1cb0959L)))
                .containsExactly("5e-324", "-5e-324", "1.7976931348623157e+308", "9007199254740992", "295147905179352830000",
                        "9.999999999999997e+22", "1e+23", "999999999999999700000", "1e+21", "9.999999999999997e-7", "0.000001",
                        "333333333.3333332", "333333333.33333343", "-0.0000033333333333333333", "1424953923781206.2");
    }

    private static String text(long bits) {
        return CanonicalJson.of(Double.longBitsToDouble(bits));
    }

    @Test
    void of_whatJsonDoesNotHave_isToldApart() {
        assertThat(CanonicalJson.of(Arrays.asList(Double.NaN, -0.0, Long.MAX_VALUE, "\ud800", null))).isEqualTo("[\"NaN\",0,9223372036854775807,\"\\ud800\",null]");
    }

    @Property
    void of_anyDouble_readsBackAsItself(@ForAll double number) {
        assertThat(Double.parseDouble(CanonicalJson.of(number))).isEqualTo(number);
    }

    @Property
    void of_anyText_readsBackAsItself(@ForAll String text) {
        assertThat(JsonText.parse(CanonicalJson.of(List.of(text)), Integer.MAX_VALUE)).isEqualTo(List.of(text));
    }
}
