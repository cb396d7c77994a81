package dev.pathwarden.workbench.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterQueryTest {

    @ParameterizedTest
    @ValueSource(strings = {"invoices@example.org", "wire transfer", "DE89370400440532013000", "http://evil.example/x?a=b&c=d", "customer-report", "7d1e22aa", "stepping", "was ist das"})
    void of_whatHasNothingOfACondition_isWords(String typed) {
        assertThat(FilterQuery.of("  " + typed + " ")).isEqualTo(new FilterQuery.Words(typed));
    }

    @Test
    void of_whatIsInDoubleQuotes_isWords_whateverSignsAreInIt() {
        assertThat(FilterQuery.of("\"a && (b\"")).isEqualTo(new FilterQuery.Words("a && (b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"step.operation == 'data.sql'", "true", "'pii.email' in labels", "!has(step.error)", "once(step.status == \"blocked\") && step.name == \"x\""})
    void of_whatCompiles_isACondition(String typed) {
        assertThat(FilterQuery.of(typed)).isInstanceOf(FilterQuery.Condition.class);
    }

    @Test
    void of_whatIsNeither_saysWhatIsWrongAndWhere() {
        assertThat(FilterQuery.of("step.name == 'x' &&\n step.stats == 'ok'")).isInstanceOfSatisfying(FilterQuery.Wrong.class, wrong -> {
            assertThat(wrong.message()).contains("step.stats");
            assertThat(wrong.at()).isEqualTo("step.name == 'x' &&\n ".length());
        });
        assertThat(FilterQuery.of("step.name")).isInstanceOf(FilterQuery.Wrong.class);
        assertThat(FilterQuery.of("labels")).isInstanceOf(FilterQuery.Wrong.class);
    }

    @Test
    void of_nothing_asksForNothing() {
        assertThat(FilterQuery.of(" \t")).isEqualTo(new FilterQuery.Everything());
    }
}
