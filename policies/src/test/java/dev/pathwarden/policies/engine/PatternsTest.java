package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a{1000}", "(a{100}){10}", "((a{10}){10}){10}", "([a-z]{2,40}|x{100})+", "(?i)(^|;)\\s*(drop|truncate)\\s+\\w", "(ab{2}){3}{4}"})
    void estimate_isNeverFarBelowTheRealSize(String pattern) {
        int real;
        try {
            real = Pattern.compile(pattern).programSize();
        } catch (PatternSyntaxException invalid) {
            real = 0;
        }

        assertThat(Patterns.estimate(pattern) * 2 + 20).isGreaterThanOrEqualTo(real);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?i)\u1C80", "(?i)[0-\uFFFD]", "(?si)a|[^\u1C88]", "(?i)\\x{1c84}", "(?i)\\x{0001C84}", "(?i)[\\x{100}-\\x{1FFF}]", "(?i)[\\101-\\x{1FFF}]", "(?i)\\Q[\\E[\\-\\--\\x{1FFF}]", "(?i)[a\\x41-\u2000]",
        "(?i)(^|\\.)[a-z0-\uFFFD9_+/=]{40,63}(\\.|$)", "x(?U-s:(?i:b\u1C81))", "(?i)\\Q\\x{\\E[0-\\x{1FFF}]"})
    void compile_ofCharactersWhoseCasesRe2FollowsForEver_isRefused(String pattern) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> Patterns.compile(pattern)).isInstanceOf(PatternSyntaxException.class)
                .hasMessageContaining("where case is ignored it cannot hold the characters U+1C80 to U+1C88, nor a range over them"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u1C80", "[0-\uFFFD]", "(?i)[a-z]", "(?i)[^a]", "(?i)\\pL", "(?i)[\\x{1C89}-\\x{10FFFF}]", "(?i)[\\x{0}-\\x{1C7F}]", "(?i)[a-\u00FF\u0400-\u04FF]", "(?i)\\Q\\x\\E", "(?P<i>\u1C80)"})
    void compile_ofOtherCharacters_ends(String pattern) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(Patterns.compile(pattern).matcher("\u1C80 text \u1C84").find()).isIn(true, false));
    }

    /** Of all characters that this Java knows, the ones that are refused are the ones that RE2/J cannot do. */
    @Test
    void compile_ofEachCharacter_endsOrIsRefused() {
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            StringBuilder refused = new StringBuilder();
            for (int character = 0x80; character <= Character.MAX_CODE_POINT; character++) {
                if (Character.isLetter(character) && Character.toLowerCase(character) != Character.toUpperCase(character)) {
                    try {
                        Patterns.compile("(?i)" + Character.toString(character));
                    } catch (PatternSyntaxException endless) {
                        refused.appendCodePoint(character);
                    }
                }
            }
            assertThat(refused.toString()).isEqualTo("\u1C80\u1C81\u1C82\u1C83\u1C84\u1C85\u1C86\u1C87\u1C88");
        });
    }
}
