package dev.pathwarden.workbench.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FoundWordsTest {

    private final FoundWords words = new FoundWords("Pay Now");

    @Test
    void words_standInAValue_whateverTheirCase_howeverDeep() {
        assertThat(words.standIn(Map.of("rows", List.of(1L, Map.of("note", "please pay now!"))))).isTrue();
        assertThat(words.standIn(Map.of("PAY NOW", 1L))).isTrue();
        assertThat(words.standIn(List.of("pay", "now"))).isFalse();
        assertThat(words.standIn(null)).isFalse();
        assertThat(FoundWords.NONE.standIn("pay now")).isFalse();
    }

    @Test
    void next_givesEachPlaceOnce() {
        assertThat(words.next("pay now, PAY NOW", 0)).isZero();
        assertThat(words.next("pay now, PAY NOW", 7)).isEqualTo(9);
        assertThat(words.next("pay now, PAY NOW", 10)).isEqualTo(-1);
    }
}
