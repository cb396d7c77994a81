package dev.pathwarden.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ValueTextsTest {

    @Test
    void in_aValue_areItsTexts_byWhereTheyStand() {
        assertThat(ValueTexts.in(new TreeMap<>(Map.of("messages", List.of(Map.of("content", "hello"), 7L), "model", "m"))).entrySet()).hasToString("[messages[0].content=hello, model=m]");
        assertThat(ValueTexts.in("alone")).isEqualTo(Map.of("", "alone"));
    }

    @Test
    void raw_isJson_inWhichNothingIsHidden() {
        String raw = ValueTexts.raw(Map.of("a", "x\u202ey\u0085z"));

        assertThat(raw).isEqualTo("{\"a\":\"x\\u202ey\\u0085z\"}");
        assertThat(JsonText.parse(raw, 1 << 10)).isEqualTo(Map.of("a", "x\u202ey\u0085z"));
    }
}
