package dev.pathwarden.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.pack.Pack;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintTest {

    @Test
    void check_ofTheShippedPack_findsNothing() {
        assertThat(Lint.check(GuardrailCompiler.compile(Pack.shipped()))).isEmpty();
    }

    @Test
    void check_ofAFieldThatTheOperationNeverCarries_saysWhereItBelongs() {
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && step.http.host == 'x'", "block")))
                .containsExactly("f.yaml:4:26: 'step.http.host' is never recorded for data.sql; it belongs to data.http.");
        assertThat(warnings(guardrail("a", "data.sql", "has(step.file.path)", "block"))).singleElement().asString().contains("is never recorded for data.sql");
        assertThat(warnings(guardrail("a", "'data.sql', data.http", "step.http.host == 'x'", "block"))).isEmpty();
    }

    @Test
    void check_ofConditionsThatNeverChange_saysSo() {
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes || 1 < 2", "alert"))).containsExactly("f.yaml:4:7: This condition is always true: the guardrail fires on every step of data.sql.");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && step.operation == 'data.http'", "alert"))).containsExactly("f.yaml:4:7: This condition is never true: the guardrail does nothing.");
        assertThat(warnings(guardrail("a", "data.sql", "step.name == 'x' && step.name == 'y'", "alert"))).containsExactly("f.yaml:4:7: This condition is never true: the guardrail does nothing.");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && [1, 2].exists(x, x == 2)", "alert"))).containsExactly("f.yaml:4:26: This part is always true.");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && 1 / 0 == 1", "alert"))).isEmpty();
        assertThat(warnings(guardrail("a", "'data.sql', data.http", "step.operation == 'data.http' && step.name == 'y'", "alert"))).isEmpty();
    }

    @Test
    void check_ofAGuardrailThatStopsEverything_saysForWhichOperations() {
        assertThat(warnings(guardrail("a", "'data.sql', data.http", "'true'", "block"))).containsExactly(
                "f.yaml:4:8: This condition is always true: the guardrail fires on every step of data.sql, data.http.",
                "f.yaml:1:5: With this guardrail every step of data.sql is denied, whatever the others say.",
                "f.yaml:1:5: With this guardrail every step of data.http is denied, whatever the others say.");
    }

    @Test
    void check_ofAGuardrailThatAnotherMakesUseless_namesTheOther() {
        assertThat(warnings(guardrail("wide", "data.sql", "step.sql.writes", "block") + "---\n" + guardrail("narrow", "data.sql", "step.name == 'x' && step.sql.writes", "alert")))
                .containsExactly("f.yaml:13:5: Whenever this guardrail fires, 'wide' fires as well and asks for no less.");
        assertThat(warnings(guardrail("one", "data.sql", "step.sql.writes", "block") + "---\n" + guardrail("two", "data.sql", "step.sql.writes", "block")))
                .containsExactly("f.yaml:13:5: Whenever this guardrail fires, 'one' fires as well and asks for the same.");
        assertThat(warnings(guardrail("weak", "data.sql", "step.sql.writes", "alert") + "---\n" + guardrail("strong", "data.sql", "step.name == 'x' && step.sql.writes", "block"))).isEmpty();
    }

    @Test
    void check_ofAnOptionOfAnotherAction_saysSo() {
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes", "block\nholdFor: 2h"))).containsExactly(
                "f.yaml:1:5: 'holdFor' says nothing here: it goes with 'action: hold', and this action is block.");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes", "hold\nholdFor: 2h"))).isEmpty();
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes", "alert\nabort: true"))).singleElement().asString().contains("it goes with 'action: block'");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes", "sandbox"))).singleElement().asString().contains("Only processes can be run in a sandbox");
        assertThat(List.of("data.sql", "data.file.write", "data.http", "data.net", "model.chat", "code.process", "outcome")).allSatisfy(operation ->
                assertThat(warnings(guardrail("a", operation, "step.name == 'x'", "redact"))).singleElement().asString()
                        .contains("Words can be taken out of tool.call and mcp.call only", "Ask for block or hold there, or put the guardrail on tool.call."));
        assertThat(warnings(guardrail("a", "tool.call", "step.name == 'x'", "redact\nredact: [pii.email]"))).isEmpty();
        assertThat(warnings(guardrail("a", "tool.call", "step.name == 'x'", "hold\nredact: [secret]"))).singleElement().asString().contains("it goes with 'action: redact'");
    }

    @Test
    void check_ofListsWithinLists_warnsOfTheCost() {
        assertThat(warnings(guardrail("a", "data.sql", "labels.exists(l, step.sql.tables.exists(t, t == l))", "block"))).singleElement().asString().contains("its cost grows with both");
        assertThat(warnings(guardrail("a", "data.sql", "labels.exists(l, ['a', 'b'].exists(t, t == l))", "block"))).isEmpty();
    }

    @Test
    void check_ofAnEarlierStepThatCannotBe_saysSo() {
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && once(step.operation == 'data.http' && step.file.path == '/x')", "block"))).singleElement().asString()
                .startsWith("f.yaml:4:26: No step of any operation can make a condition in here true");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && (once(step.operation == 'data.http' && step.http.host == 'x') || count(step.file.path == '/x') > 1)", "block"))).isEmpty();
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && once(posts)\nlet: {posts: step.http.method == 'POST'}", "block"))).isEmpty();
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && posts\nlet: {posts: step.http.method == 'POST'}", "block"))).singleElement().asString().contains("'step.http.method' is never recorded for data.sql");
    }

    @Test
    void check_ofAGuardrailWithoutTests_asksForSome() {
        String untested = guardrail("a", "data.sql", "step.sql.writes", "block").replaceAll("(?s)tests:.*", "");

        assertThat(warnings(untested)).singleElement().asString().contains("This guardrail has no tests.");
    }

    private static String guardrail(String id, String on, String when, String action) {
        return """
                id: %s
                title: A title
                on: [%s]
                when: %s
                action: %s
                tests:
                  - name: any
                    step:
                      operation: %s
                      name: x
                    expect: allow
                """.formatted(id, on, when, action, on.replaceAll(".*, |'", ""));
    }

    private static List<String> warnings(String text) {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", text)));
        assertThat(compilation.problems()).isEmpty();
        return Lint.check(compilation).stream().map(Problem::toString).toList();
    }
}
