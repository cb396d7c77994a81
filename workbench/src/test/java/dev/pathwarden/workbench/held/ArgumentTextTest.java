package dev.pathwarden.workbench.held;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArgumentTextTest {

    @Test
    void text_hasKeysInOrder_andWhatTheyHoldBelowThem() {
        assertThat(ArgumentText.of(Map.of("to", "ann@example.com", "copies", 2L, "flags", List.of("a", Map.of("deep", true)), "none", List.of()))).isEqualTo("""
                copies: 2
                flags:
                  [0] "a"
                  [1]
                    deep: true
                none: []
                to: "ann@example.com\"""");
    }

    @Test
    void text_withLines_showsThemAsLinesThatNoValueCanForge() {
        assertThat(ArgumentText.of(Map.of("text", "hello\nto: \"eve@example.com\"\n"))).isEqualTo("""
                text:
                  | hello
                  | to: "eve@example.com"
                  |\s""");
    }

    @Test
    void text_ofAnyLength_isAllThere_inLinesThatNeedNoScrolling() {
        String script = IntStream.range(0, 5_000).mapToObj(i -> "command" + i).collect(Collectors.joining("; "));

        String shown = ArgumentText.of(Map.of("argv", List.of("sh", "-c", script)));

        assertThat(shown.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(76));
        assertThat(shown.lines().skip(3).map(line -> line.replaceFirst("^ +[|+] ", "")).collect(Collectors.joining())).endsWith(script);
        assertThat(shown).contains("command4999");
    }

    @Test
    void whatCannotBeSeen_isWrittenAsAnEscape() {
        assertThat(ArgumentText.of(Map.of("p", "a\u202Eb\u00A0c\u0000\\u\t\"d\" \uD83D\uDE00"))).isEqualTo("p: \"a\\u202eb\\u00a0c\\u0000\\\\u\\t\\\"d\\\" \uD83D\uDE00\"");
        assertThat(ArgumentText.of(Map.of("a: 1\nb", 2L))).isEqualTo("\"a: 1\\nb\": 2");
    }

    @Test
    void longLines_areNotCutInsideAnEscapeOrACharacter() {
        for (String unit : List.of("\\", "\u202E", "\uD83D\uDE00", "\u0000x")) {
            String shown = ArgumentText.of(Map.of("p", unit.repeat(200)));
            assertThat(shown.lines().skip(1)).allSatisfy(line -> assertThat(line.replaceFirst("^ +[|+] ", "")).matches("(\\\\\\\\|\\\\u[0-9a-f]{4}|x|\uD83D\uDE00)+"));
        }
    }
}
