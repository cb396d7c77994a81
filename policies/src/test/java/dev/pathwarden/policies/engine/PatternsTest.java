package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a{1000}", "(a{100}){10}", "((a{10}){10}){10}", "([a-z]{2,40}|x{100})+", "(?i)(^|;)\\s*(drop|truncate)\\s+\\w", "(ab{2}){3}{4}"})
    void estimate_isNeverFarBelowTheRealSize(String pattern) {
        int real;
        try {
            real = Pattern.compile(pattern).programSize();
        } catch (com.google.re2j.PatternSyntaxException invalid) {
            real = 0;
        }

        assertThat(Patterns.estimate(pattern) * 2 + 20).isGreaterThanOrEqualTo(real);
    }
}
