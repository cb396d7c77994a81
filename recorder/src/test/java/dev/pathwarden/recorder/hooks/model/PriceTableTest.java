package dev.pathwarden.recorder.hooks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTableTest {

    private static final PriceTable TABLE = PriceTable.parse("""
            # What our contract says.

            USD per million tokens
            scripted-gpt          0.50   0.05   1.50
            elsewhere/scripted-gpt  2      1      4
            scripted-*            10     -      20
            scripted-mini*        0.15   0.15   0.25
            """);

    @Test
    void cost_isTokensTimesPrice_cachedOnesAtTheirOwn() {
        assertThat(TABLE.microUsd("openai", "scripted-gpt", 1_000_000L, null, 0L)).isEqualTo(500_000);
        assertThat(TABLE.microUsd("openai", "scripted-gpt", 1000L, 400L, 100L)).isEqualTo(300 + 20 + 150);
    }

    @Test
    void cost_isRoundedOnce_halfUp() {
        assertThat(TABLE.microUsd(null, "scripted-mini", 1L, null, 1L)).as("0.15 + 0.25 micro-USD").isZero();
        assertThat(TABLE.microUsd(null, "scripted-mini", 1L, null, 2L)).as("0.15 + 0.50 micro-USD").isEqualTo(1);
    }

    @Test
    void model_isFoundByProviderThenWholeNameThenLongestBeginning() {
        assertThat(TABLE.microUsd("elsewhere", "scripted-gpt", 10L, null, 0L)).isEqualTo(20);
        assertThat(TABLE.microUsd("elsewhere", "scripted-mini-2", 100L, null, 0L)).isEqualTo(15);
        assertThat(TABLE.microUsd("elsewhere", "scripted-large", 10L, null, 0L)).isEqualTo(100);
    }

    @Test
    void cachedPrice_ofDash_isThatOfOtherInput() {
        assertThat(TABLE.microUsd(null, "scripted-large", 10L, 10L, 0L)).isEqualTo(100);
    }

    @Test
    void cost_isUnknown_withoutPriceOrCounts() {
        assertThat(TABLE.microUsd(null, "another", 10L, null, 10L)).isNull();
        assertThat(TABLE.microUsd(null, null, 10L, null, 10L)).isNull();
        assertThat(TABLE.microUsd(null, "scripted-gpt", null, null, 10L)).isNull();
        assertThat(TABLE.microUsd(null, "scripted-gpt", 10L, null, null)).isNull();
        assertThat(PriceTable.NONE.microUsd(null, "scripted-gpt", 10L, null, 10L)).isNull();
    }

    @Test
    void cost_ofCountsThatCannotBe_isBounded() {
        assertThat(TABLE.microUsd(null, "scripted-gpt", Long.MAX_VALUE, null, Long.MAX_VALUE)).as("more than a whole number holds").isNull();
        assertThat(TABLE.microUsd(null, "scripted-gpt", -5L, null, -5L)).isZero();
        assertThat(TABLE.microUsd(null, "scripted-gpt", 10L, 99L, 0L)).as("no more cached than asked").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "\"\"|line 1: expected the line 'USD per million tokens', found 'nothing'",
        "\"gpt 1 1 1\"|line 1: expected the line 'USD per million tokens', found 'gpt 1 1 1'",
        "\"USD per million tokens\n\ngpt 1 1\"|line 3: expected a model and its prices for input, cached input and output, four words, found 'gpt 1 1'",
        "\"USD per million tokens\ngpt 1 1 cheap\"|line 2: expected a price from 0 to 1000000 such as 0.15, found 'cheap'",
        "\"USD per million tokens\ngpt 1 1 -1\"|line 2: expected a price from 0 to 1000000 such as 0.15, found '-1'",
        "\"USD per million tokens\ngpt 1e9 1 1\"|line 2: expected a price from 0 to 1000000 such as 0.15, found '1e9'",
        "\"USD per million tokens\ngpt 1 1 1\ngpt 2 2 2\"|line 3: expected each model once, found 'gpt'"})
    void badTable_saysLineAndWhatWasExpected(String text, String message) {
        assertThatThrownBy(() -> PriceTable.parse(text)).isInstanceOf(BadPriceTableException.class).hasMessage(message);
    }
}
