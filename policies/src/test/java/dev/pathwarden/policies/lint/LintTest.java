package dev.pathwarden.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.pack.Pack;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LintTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);
    private static final String EXCEPTED = """
            id: x
            title: X
            on: [data.sql]
            when: step.sql.writes
            action: block
            exceptions:
              one: {when: "WHEN", reason: r, until: UNTIL}
            tests: [{name: a, step: {sql.writes: true}, expect: block}]
            """;

    @Test
    void exceptions_thatHaveEnded_orAreForAllOrNothing_areToldOf() {
        assertThat(excepted("step.name == 'a'", "2027-06-30")).isEmpty();
        assertThat(excepted("step.name == 'a'", "2026-11-28")).singleElement().asString().contains(":7:3").contains("ended with 2026-11-28 and holds no more");
        assertThat(excepted("step.name == 'a'", "2026-11-29")).singleElement().asString().contains("ends with 2026-11-29, in a day");
        assertThat(excepted("step.name == 'a'", "2026-12-10")).singleElement().asString().contains("in 12 days");
        assertThat(excepted("true", "2027-06-30")).singleElement().asString().contains("always true: the guardrail applies to no step up to 2027-06-30");
        assertThat(excepted("step.name == 'a' && step.name == 'b'", "2027-06-30")).singleElement().asString().contains("never true and does nothing");
        assertThat(excepted("step.sql.writes || step.name == 'a'", "2027-06-30")).singleElement().asString().contains("holds wherever the condition is true");
        assertThat(excepted("step.file.path == 'a'", "2027-06-30")).singleElement().asString().contains("'step.file.path' is never recorded for data.sql");
    }

    /** What is excepted of the one may fall under the other. */
    @Test
    void aGuardrailWithExceptions_coversNoOther() {
        String narrow = "id: narrow\ntitle: X\non: [data.sql]\nwhen: step.sql.writes && step.name == 'a'\naction: block\ntests: [{name: a, step: {sql.writes: true}, expect: allow}]\n";
        String wide = EXCEPTED.replace("WHEN", "agent.id == 'a'").replace("UNTIL", "2027-06-30");

        assertThat(warnings(wide + "---\n" + narrow)).isEmpty();
        assertThat(warnings(wide.replaceAll("(?s)exceptions:.*?tests", "tests") + "---\n" + narrow)).singleElement().asString().contains("Whenever this guardrail fires, 'x' fires as well");
    }

    private static List<String> excepted(String when, String until) {
        return warnings(EXCEPTED.replace("WHEN", when).replace("UNTIL", until));
    }

    @Test
    void check_ofTheShippedPack_findsNothing() {
        assertThat(Lint.check(GuardrailCompiler.compile(Pack.shipped()), TODAY)).isEmpty();
    }

    @Test
    void check_ofAFieldThatTheOperationNeverCarries_saysWhereItBelongs() {
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && step.http.host == 'x'", "block")))
                .containsExactly("f.yaml:4:26: 'step.http.host' is never recorded for data.sql; it belongs to data.http. Read another field, or correct 'on'.");
        assertThat(warnings(guardrail("a", "data.sql", "has(step.file.path)", "block"))).singleElement().asString().contains("is never recorded for data.sql");
        assertThat(warnings(guardrail("a", "data.sql", "('a' in roles.target)", "block"))).containsExactly("f.yaml:4:15: 'roles' is never recorded for data.sql; it belongs to tool.call, mcp.call. Read another field, or correct 'on'.");
        assertThat(warnings(guardrail("a", "model.chat", "provenance('to').size() > 1", "block"))).singleElement().asString().startsWith("f.yaml:4:7: 'provenance()' is never recorded for model.chat; it belongs to agent.handoff,");
        assertThat(warnings(guardrail("a", "data.sql", "provenance('to').size() > 1 && run.errors > 2", "block"))).isEmpty();
        assertThat(warnings(guardrail("a", "'data.sql', data.http", "step.http.host == 'x'", "block"))).isEmpty();
    }

    @Test
    void check_ofConditionsThatNeverChange_saysSo() {
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes || 1 < 2", "alert"))).containsExactly("f.yaml:4:7: This condition is always true: the guardrail fires on every step of data.sql. Say in it what is not to happen.");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && step.operation == 'data.http'", "alert"))).containsExactly(
                "f.yaml:4:7: This condition is never true: the guardrail does nothing. Correct it, or delete the guardrail.");
        assertThat(warnings(guardrail("a", "data.sql", "step.name == 'x' && step.name == 'y'", "alert"))).containsExactly(
                "f.yaml:4:7: This condition is never true: the guardrail does nothing. 'step.name == 'x'' and 'step.name == 'y'' exclude each other. Correct it, or delete the guardrail.");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && [1, 2].exists(x, x == 2)", "alert"))).containsExactly(
                "f.yaml:4:26: This part is always true: '[1, 2].exists(x, x == 2)'. Correct it, or take it out.");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes && 1 / 0 == 1", "alert"))).isEmpty();
        assertThat(warnings(guardrail("a", "'data.sql', data.http", "step.operation == 'data.http' && step.name == 'y'", "alert"))).isEmpty();
    }

    @Test
    void check_ofANameInAText_pointsToTheFieldThatIsRead() {
        assertThat(warnings(guardrail("a", "data.sql", "step.name != 'step.http.host' && step.http.host == 'x'", "block"))).singleElement().asString().startsWith("f.yaml:4:40: 'step.http.host' is never");
        assertThat(warnings(guardrail("a", "data.sql", "step.name == 'x' || has(step.http.host)", "block"))).singleElement().asString().startsWith("f.yaml:4:31: 'step.http.host' is never");
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes", "block\nmessage: \"sent to {step.http.host}\""))).singleElement().asString()
                .startsWith("f.yaml:6:19: 'step.http.host' is never recorded for data.sql");
    }

    @Test
    void check_ofPartsThatExcludeEachOther_namesThem() {
        assertThat(warnings(guardrail("a", "data.http", "step.http.bytes > 5 && step.http.method == 'POST' && step.http.bytes < 3", "alert"))).containsExactly("f.yaml:4:7: This condition is never true: "
                + "the guardrail does nothing. 'step.http.bytes > 5' and 'step.http.bytes < 3' exclude each other. Correct it, or delete the guardrail.");
        assertThat(warnings(guardrail("a", "data.http", "step.http.host.startsWith('a') && step.http.host == 'b'", "alert"))).singleElement().asString().contains("exclude each other");
        assertThat(warnings(guardrail("a", "data.http", "step.http.method == 'POST' || (step.http.bytes > 5 && step.http.bytes < 3)", "alert"))).containsExactly(
                "f.yaml:4:38: This part is never true: 'step.http.bytes > 5 && step.http.bytes < 3'. 'step.http.bytes > 5' and 'step.http.bytes < 3' exclude each other. Correct it, or take it out.");
        assertThat(warnings("id: a\ntitle: T\non: [data.http]\nlet:\n  big: step.http.bytes > 5\nwhen: big && step.http.bytes < 3\naction: block\nonFault: deny\n" + TESTS)).containsExactly(
                "f.yaml:6:7: This condition is never true: the guardrail only denies what it cannot evaluate. 'big' and 'step.http.bytes < 3' exclude each other. Correct it, or delete the guardrail.");
    }

    @Test
    void check_ofAConditionThatIsTrueWhereverItCanBeEvaluated_saysThat() {
        assertThat(warnings(guardrail("a", "data.http", "step.http.bytes > 5 || step.http.bytes <= 5", "alert"))).containsExactly(
                "f.yaml:4:7: This condition is always true: the guardrail fires on every step of data.http on which it can be evaluated. Say in it what is not to happen.");
        assertThat(warnings(guardrail("a", "data.http", "has(step.http.bytes) || !has(step.http.bytes)", "alert"))).containsExactly(
                "f.yaml:4:7: This condition is always true: the guardrail fires on every step of data.http. Say in it what is not to happen.");
    }

    @Test
    void check_ofAConditionThatAnotherFollowsFrom_namesTheOther() {
        String wide = guardrail("wide", "'data.http', data.sql", "step.name.startsWith('report') || step.name == 'x'", "block");

        assertThat(warnings(wide + "---\n" + guardrail("narrow", "data.http", "step.name == 'report.csv' && step.http.bytes > 5", "hold"))).singleElement().asString().contains(":13:5: Whenever this guardrail fires, 'wide'");
        assertThat(warnings(guardrail("narrow", "data.http", "step.name == 'report.csv'", "hold") + "---\n" + wide)).singleElement().asString().startsWith("f.yaml:1:5: Whenever this guardrail fires, 'wide'");
        assertThat(warnings(guardrail("more", "data.http", "step.http.bytes > 5", "block") + "---\n" + guardrail("much", "data.http", "step.http.bytes > 50", "block"))).singleElement().asString().contains("'more'");
        assertThat(warnings(guardrail("labels", "data.http", "labels.exists(l, l == 'a')", "block") + "---\n" + guardrail("both", "data.http", "labels.exists(x, x == 'a') && step.http.bytes > 5", "block")))
                .singleElement().asString().contains("'labels'");
        assertThat(warnings(wide + "---\n" + guardrail("other", "data.http", "step.name.startsWith('rep')", "hold"))).isEmpty();
        assertThat(warnings(wide + "---\n" + guardrail("elsewhere", "'data.http', tool.call", "step.name == 'x'", "hold"))).isEmpty();
        assertThat(warnings(guardrail("host", "data.http", "step.http.host != 'a'", "block") + "---\n" + guardrail("bytes", "data.http", "step.http.bytes > 5", "block"))).isEmpty();
        assertThat(warnings(guardrail("one", "data.http", "step.http.bytes > 5", "block") + "---\n" + guardrail("denies", "data.http", "step.http.bytes > 50", "block\nonFault: deny")))
                .as("it also denies what it cannot evaluate").isEmpty();
    }

    @Test
    void check_ofASetThatOnlyForbids_saysSoOnce() {
        String block = guardrail("a", "data.sql", "step.sql.writes", "block\nmode: enforce");
        String other = guardrail("b", "data.http", "step.http.bytes > 5", "block\nmode: enforce");

        assertThat(warnings(block + "---\n" + other)).singleElement().asString().startsWith("f.yaml:1:5: Every guardrail of this set blocks and is enforced");
        assertThat(warnings(block + "---\n" + other.replace("action: block", "action: hold"))).isEmpty();
        assertThat(warnings(block + "---\n" + other.replace("mode: enforce", "mode: audit"))).isEmpty();
    }

    @Test
    void check_ofNamesThatDoubleEachOther_isDoneAndClaimsNothing() {
        StringBuilder lets = new StringBuilder("id: a\ntitle: T\non: [data.sql]\nlet:\n  l0: step.sql.writes\n");
        for (int i = 1; i <= 40; i++) {
            lets.append("  l").append(i).append(": l").append(i - 1).append(" && l").append(i - 1).append("\n");
        }
        String bomb = lets + "when: l40\naction: block\n" + TESTS;

        assertThat(warnings(bomb + "---\n" + bomb.replace("id: a", "id: b").replace("l0: step.sql.writes", "l0: step.name == 'x'"))).isEmpty();
    }

    @Test
    void check_ofAGuardrailThatStopsEverything_saysForWhichOperations() {
        assertThat(warnings(guardrail("a", "'data.sql', data.http", "'true'", "block"))).containsExactly(
                "f.yaml:4:8: This condition is always true: the guardrail fires on every step of data.sql, data.http. Say in it what is not to happen.",
                "f.yaml:1:5: With this guardrail every step of data.sql is denied, whatever the others say. Narrow its condition.",
                "f.yaml:1:5: With this guardrail every step of data.http is denied, whatever the others say. Narrow its condition.");
    }

    @Test
    void check_ofAGuardrailThatAnotherMakesUseless_namesTheOther() {
        assertThat(warnings(guardrail("wide", "data.sql", "step.sql.writes", "block") + "---\n" + guardrail("narrow", "data.sql", "step.name == 'x' && step.sql.writes", "alert")))
                .containsExactly("f.yaml:13:5: Whenever this guardrail fires, 'wide' fires as well and asks for no less. Delete one of the two, or narrow the other.");
        assertThat(warnings(guardrail("one", "data.sql", "step.sql.writes", "block") + "---\n" + guardrail("two", "data.sql", "step.sql.writes", "block")))
                .containsExactly("f.yaml:13:5: Whenever this guardrail fires, 'one' fires as well and asks for the same. Delete one of the two, or narrow the other.");
        assertThat(warnings(guardrail("weak", "data.sql", "step.sql.writes", "alert") + "---\n" + guardrail("strong", "data.sql", "step.name == 'x' && step.sql.writes", "block"))).isEmpty();
    }

    @Test
    void check_ofAnOptionOfAnotherAction_saysSo() {
        assertThat(warnings(guardrail("a", "data.sql", "step.sql.writes", "block\nholdFor: 2h"))).containsExactly(
                "f.yaml:1:5: 'holdFor' says nothing here: it goes with 'action: hold', and this action is block. Take it out, or ask for that action.");
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
        assertThat(warnings(guardrail("a", "data.sql", "labels.exists(l, step.sql.tables.exists(t, t == l))", "block"))).containsExactly(
                "f.yaml:4:7: This goes through step.sql.tables for each of labels, so its cost is the product of their lengths. All that bounds it is that the guardrail fails after 100,000 elements on a step, "
                        + "and then onFault holds ('allow'). Ask with 'in' whether a list holds a value, or write the inner list out.");
        assertThat(warnings(guardrail("a", "tool.call", "has(step.args.rows) && step.args.rows.all(r, r.cells.exists(c, c == 'x'))", "block"))).singleElement().asString()
                .startsWith("f.yaml:4:30: This goes through a list that is made for each of step.args.rows,");
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
    void check_ofOperatorsOverEarlierSteps_comparesThemAsValues() {
        assertThat(warnings(guardrail("a", "data.sql", "once(step.sql.writes) && !once(step.sql.writes)", "block"))).singleElement().asString().contains("exclude each other");
        assertThat(warnings(guardrail("a", "data.sql", "count(step.sql.writes) > 5 && count(step.sql.writes) < 3", "block"))).singleElement().asString().contains("exclude each other");
        assertThat(warnings(guardrail("a", "data.sql", "once(step.sql.writes) && !once(step.name == 'x') && !step.sql.writes", "block"))).isEmpty();
    }

    @Test
    void check_ofAGuardrailWithoutTests_asksForSome() {
        String untested = guardrail("a", "data.sql", "step.sql.writes", "block").replaceAll("(?s)tests:.*", "");

        assertThat(warnings(untested)).singleElement().asString().contains("This guardrail has no tests.");
    }

    private static final String TESTS = "tests:\n  - {name: any, step: {name: x}, expect: not-evaluated}\n";

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
        return Lint.check(compilation, TODAY).stream().map(Problem::toString).toList();
    }
}
