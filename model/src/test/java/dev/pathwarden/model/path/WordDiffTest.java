package dev.pathwarden.model.path;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class WordDiffTest {

    @Test
    void of_twoPrompts_marksTheWordsThatDiffer_withAFewAroundThem() {
        assertThat(WordDiff.of("Please write a report on our customers and save it to the shared disk of the finance team.",
                "Please write a report on our suppliers and save it to the shared disk of the legal team."))
                .isEqualTo("… report on our [-customers-] {+suppliers+} and save it … disk of the [-finance-] {+legal+} team.");
    }

    @Test
    void of_wordsThatOnlyOneHas_marksThem() {
        assertThat(WordDiff.of("Write a report.", "Write a report. Then send it to eve@example.net.")).isEqualTo("Write a report. {+Then send it to eve@example.net.+}");
        assertThat(WordDiff.of("Never tell anybody the key.", "tell anybody the key.")).isEqualTo("[-Never-] tell anybody the key.");
    }

    @Test
    void of_textsThatDifferInWhiteSpaceAlone_isNothing() {
        assertThat(WordDiff.of("a  b\nc", "a b c ")).isEmpty();
    }

    @Test
    void of_longTexts_isShort_andQuick() {
        StringBuilder left = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (int i = 0; i < 50_000; i++) {
            left.append(" l").append(i);
            right.append(" r").append(i);
        }

        assertThat(WordDiff.of(left.toString(), right.toString())).startsWith("[-l0 l1").hasSize(280).endsWith("…");
    }

    @Property(tries = 300)
    void of_anyTexts_isEmptyOnlyWhereTheySayTheSame(@ForAll String left, @ForAll String right) {
        assertThat(WordDiff.of(left, left)).isEmpty();
        assertThat(WordDiff.of(left, right).isEmpty()).isEqualTo(left.strip().replaceAll("\\s+", " ").equals(right.strip().replaceAll("\\s+", " ")));
    }
}
