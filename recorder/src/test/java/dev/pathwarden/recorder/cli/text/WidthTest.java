package dev.pathwarden.recorder.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WidthTest {

    @Test
    void wrap_breaksAtBlanks_andElsewhereWhereThereIsNone() {
        assertThat(Width.wrap("one two three", 8)).containsExactly("one two", "three");
        assertThat(Width.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Width.wrap("abcd efgh", 4)).containsExactly("abcd", "efgh");
        assertThat(Width.wrap("", 4)).containsExactly("");
        assertThat(Width.wrap("漢字漢字", 4)).containsExactly("漢字", "漢字");
        assertThat(Width.wrap("漢字", 1)).containsExactly("漢", "字");
    }

    @Test
    void wrap_ofAnyText_keepsAllOfItButTheBlanksAtWhichItBreaks() {
        String text = "{\"cmd\":\"rm" + " ".repeat(40) + "-rf /tmp/x\",\"n\":" + "9".repeat(50) + "}";

        List<String> lines = Width.wrap(text, 20);

        assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        assertThat(String.join("", lines).length()).isGreaterThanOrEqualTo(text.length() - lines.size());
        assertThat(lines).allSatisfy(line -> assertThat(Width.of(line)).isLessThanOrEqualTo(20));
    }

    @Test
    void wrap_withTooFewLines_cutsTheLast() {
        assertThat(Width.wrap("one two three four", 8, 2)).containsExactly("one two", "three f…");
        assertThat(Width.wrap("one two", 8, 1)).containsExactly("one two");
    }
}
