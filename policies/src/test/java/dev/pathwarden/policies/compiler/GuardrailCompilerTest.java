package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.ActionOptions;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.OnFault;
import dev.pathwarden.policies.engine.SandboxOptions;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardrailCompilerTest {

    private static final String GOOD = """
            id: good
            title: A good one
            on: [data.sql]
            when: step.sql.writes
            action: block
            """;

    @Test
    void compile_ofAGoodGuardrail_readsEveryKey() {
        Guardrail guardrail = compile("""
                id: reads-a-table
                title: Reads a table
                description: Detects it.
                severity: critical
                maturity: stable
                tags: [ASI02, AML.T0101]
                on: [data.sql, tool.call]
                let:
                  sensitive: "'customers' in step.sql.tables"
                when: sensitive && run.steps > 2
                action: hold
                holdFor: 90s
                mode: enforce
                onFault: deny
                message: "{step.sql.text} by {agent.id}"
                misses: Views.
                false_positives: Reports.
                references: [https://example.com]
                """).bundle().guardrails().get(0);

        assertThat(guardrail.id()).isEqualTo("reads-a-table");
        assertThat(guardrail.severity()).isEqualTo("critical");
        assertThat(guardrail.tags()).containsExactly("ASI02", "AML.T0101");
        assertThat(guardrail.operations()).containsExactly(Operation.TOOL_CALL, Operation.DATA_SQL);
        assertThat(guardrail.action()).isEqualTo(Action.HOLD);
        assertThat(guardrail.options().holdFor()).isEqualTo(Duration.ofSeconds(90));
        assertThat(guardrail.mode()).isEqualTo(Mode.ENFORCE);
        assertThat(guardrail.onFault()).isEqualTo(OnFault.DENY);
        assertThat(guardrail.fields()).containsExactly(Field.SQL_TABLES);
        assertThat(guardrail.version()).matches("[0-9a-f]{16}");
    }

    @Test
    void compile_ofATimeThatIsNone_saysWhatOneIs() {
        assertThat(compile(GOOD + "holdFor: 1m30s\n").problems()).extracting(Problem::message).containsExactly("'holdFor' takes a time such as 90s, 10m or 2h, not '1m30s'.");
        assertThat(compile(GOOD + "redact: [pii.name]\n").problems()).extracting(Problem::message).singleElement().asString()
                .startsWith("'redact' takes labels that are found in texts, or what they begin with, not 'pii.name': pii, secret, pii.birth-date, pii.email, ");
        assertThat(compile(GOOD + "holdFor: 90\n").problems()).extracting(Problem::message).containsExactly("'holdFor' takes a text, not a number. Put it in quotes.");
        assertThat(compile(GOOD + "holdFor: 25h\n").problems()).extracting(Problem::message).containsExactly("'holdFor' goes from 1s to 24h.");
        assertThat(compile(GOOD).bundle().guardrails().get(0).options()).isEqualTo(ActionOptions.DEFAULT);
        assertThat(compile(GOOD + "abort: 'yes'\n").problems()).extracting(Problem::message).containsExactly("'abort' takes true or false, not a text.");
        assertThat(compile(GOOD + "sandbox: {network: true, write: [out]}\n").bundle().guardrails().get(0).options().sandbox()).isEqualTo(new SandboxOptions(true, List.of("out")));
        assertThat(compile(GOOD + "sandbox: {net: true}\n").problems()).singleElement().asString().contains("A sandbox has no key 'net'.");
        assertThat(compile(GOOD + "abort: true\n").bundle().guardrails().get(0).options().abort()).isTrue();
    }

    @Test
    void compile_ofTheSameFilesTwice_givesTheSameBytes() {
        assertThat(compile(GOOD).bundle().bytes()).isEqualTo(compile(GOOD).bundle().bytes());
        assertThat(compile(GOOD).bundle().hash()).matches("[0-9a-f]{16}").isNotEqualTo(compile(GOOD.replace("block", "hold")).bundle().hash());
    }

    @Test
    void compile_ofMistypedWords_saysWhatWasMeant() {
        assertThat(problems("""
                id: one
                title: T
                on: [data.sqll]
                when: "true"
                action: blok
                mode: enforced
                onFault: alow
                severty: high
                """)).containsExactly(
                "f.yaml:3:6: 'on' cannot be 'data.sqll'. Did you mean 'data.sql'?",
                "f.yaml:5:9: 'action' cannot be 'blok'. Did you mean 'block'?",
                "f.yaml:6:7: 'mode' cannot be 'enforced'. Did you mean 'enforce'?",
                "f.yaml:7:10: 'onFault' cannot be 'alow'. Did you mean 'allow'?",
                "f.yaml:8:1: A guardrail has no key 'severty'. Did you mean 'severity'?");
    }

    @Test
    void compile_ofMissingAndMistakenKeys_saysWhatIsExpected() {
        assertThat(problems("title: [a]\nid: 17\non: {a: b}\n")).containsExactly(
                "f.yaml:1:1: A guardrail needs 'when'.",
                "f.yaml:1:1: A guardrail needs 'action'.",
                "f.yaml:1:8: 'title' takes a text, not a list.",
                "f.yaml:2:5: 'id' takes a text, not a number. Put it in quotes.",
                "f.yaml:3:5: 'on' takes a list, not a mapping.");
        assertThat(problems(GOOD.replace("[data.sql]", "[]"))).containsExactly("f.yaml:3:5: 'on' names no operation, so this guardrail would never be asked. Name one, such as [data.sql].");
    }

    @Test
    void compile_ofAnIdThatIsBuiltIntoTheRecorder_isRefused() {
        assertThat(problems(GOOD.replace("id: good", "id: recorder-files"))).containsExactly("f.yaml:1:5: 'recorder-files' is a guardrail built into the recorder. Choose another id.");
    }

    @Test
    void compile_ofAFileWithBadDocuments_keepsTheGoodOnes() {
        Compilation compilation = compile("a: [unclosed\n---\n" + GOOD + "---\n- a list\n---\n" + GOOD.replace("good", "second"));

        assertThat(compilation.bundle().guardrails()).extracting(Guardrail::id).containsExactly("good", "second");
        assertThat(compilation.documents()).hasSize(2);
        assertThat(compilation.hasErrors()).isTrue();
        assertThat(compilation.problems()).extracting(Problem::line).containsExactly(2, 9);
    }

    @Test
    void compile_ofAnIdThatIsTaken_namesTheFirst() {
        assertThat(problems(GOOD + "---\n" + GOOD)).containsExactly("f.yaml:7:5: The id 'good' is already that of the guardrail at f.yaml:1. Choose another.");
    }

    @Test
    void compile_ofAnUnknownField_pointsIntoPlainQuotedAndBlockText() {
        assertThat(when("step.sql.txt == 'x'")).containsExactly("f.yaml:4:7: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?");
        assertThat(when("'step.sql.text == ''é'' && step.sql.txt == ''x'''")).containsExactly("f.yaml:4:34: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?");
        assertThat(when("\"step.sql.text == \\\"\\u00e9\\\" && step.sql.txt == 'x'\"")).containsExactly("f.yaml:4:39: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?");
        assertThat(when("|\n  step.sql.writes &&\n    step.sql.txt == 'x'")).containsExactly("f.yaml:6:5: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?");
        assertThat(when(">-\n  step.sql.writes\n  && step.sql.txt == 'x'")).containsExactly("f.yaml:6:6: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?");
        assertThat(when("step.sql.writes\n  && step.sql.txt == 'x'")).containsExactly("f.yaml:5:6: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?");
    }

    @Test
    void compile_ofWrongTypes_saysWhichMeet() {
        assertThat(when("step.sql.text == 1")).containsExactly("f.yaml:4:21: '==' does not work on string and int.");
        assertThat(when("run.eror > 1")).containsExactly("f.yaml:4:7: There is no 'run.eror'. Did you mean 'run.errors'?");
        assertThat(when("step.run.errors > 1")).containsExactly("f.yaml:4:7: There is no 'step.run.errors'. Did you mean 'run.errors'?");
        assertThat(when("novel.host")).isEmpty();
        assertThat(when("step.novel.host")).containsExactly("f.yaml:4:7: There is no 'step.novel.host'. Did you mean 'novel.host'?");
        assertThat(when("once(novel.table)")).singleElement().asString().endsWith("not 'novel.table'.");
        assertThat(when("run.errors == 'x'")).containsExactly("f.yaml:4:18: '==' does not work on int and string.");
        assertThat(when("step.sql.text")).containsExactly("f.yaml:4:7: A condition must come to true or false; this comes to a value of type string.");
        assertThat(when("step.args.ok")).containsExactly("f.yaml:4:7: A condition must come to true or false; this comes to a value of unknown type. Compare it, such as with == true.");
        assertThat(when("step.sql.rows > 1")).containsExactly("f.yaml:4:7: 'step.sql.rows' is known only after the effect, so no guardrail can read it.");
        assertThat(when("labels.exsts(l, l == 'a')")).containsExactly("f.yaml:4:14: There is no function 'exsts'. Did you mean 'exists'?");
        assertThat(when("step.sql.writes &&")).containsExactly("f.yaml:4:25: The condition ends too early; a value is missing.");
    }

    @Test
    void compile_ofCelThatGuardrailsDoNotHave_saysSoAtItsPlace() {
        assertThat(when("1u == 2u")).containsExactly("f.yaml:4:7: Unsigned numbers are not supported in guardrails; leave out the 'u'.");
        assertThat(when("step.sql.writes && b'a' == b'b'")).containsExactly("f.yaml:4:26: Bytes are not supported in guardrails.");
        assertThat(when("type(1) == int")).singleElement().asString().contains("'type' is not supported in guardrails.");
        assertThat(when("string(1) == '1'")).singleElement().asString().contains("'string' is not supported in guardrails.");
        assertThat(when("step.start.getHours('Europe/Berlin') > 3")).singleElement().asString().contains("'getHours' with 1 arguments is not supported in guardrails.");
        assertThat(when("step.sql.text.matches(step.sql.text)")).singleElement().asString().contains("must be written out");
        assertThat(when("step.sql.text.matches('(')")).singleElement().asString().endsWith("This pattern cannot be used: missing closing ) at '('.");
        assertThat(when("step.sql.text.matches('(((a{30}){30}){30}){30}')")).singleElement().asString().contains("its repeats multiply to more than 2000 instructions");
        assertThat(when("step.sql.text.matches('^[0-9]{16}([a-z]{2,40}|x{100})+[]{9}]{3}$')")).isEmpty();
        assertThat(when("count('data.sq') > 1")).singleElement().asString().endsWith("There is no operation 'data.sq'. Did you mean 'data.sql'?");
        assertThat(when("duration('soon') > duration('1h')")).singleElement().asString().contains("'soon' is no duration; write it as 90s, 15m or 1h30m.");
        assertThat(when("provenance(step.name).size() > 0")).containsExactly("f.yaml:4:22: 'provenance' takes the name of an argument in quotes, such as provenance('to').");
        assertThat(when("provenance('to').exists(s, s.sorce == 'user')")).containsExactly("f.yaml:4:35: What 'provenance' tells has a 'source' and a 'certainty', no 'sorce'.");
        assertThat(when("provenance('to').exists(s, s == 'user')")).singleElement().asString().contains("'==' does not work on map(string, string) and string");
        assertThat(when("roles.tarket == []")).singleElement().asString().startsWith("f.yaml:4:12: There is no role 'tarket'. Did you mean 'target'? Roles are target, command,");
        assertThat(when("roles.target == ['a'] && provenance('to') == [] && 'user' in provenance && has(roles.path)")).isEmpty();
        assertThat(when("once(provenance('to').size() > 1)")).singleElement().asString().endsWith("not 'provenance()'.");
        assertThat(when("once('x' in roles.target)")).singleElement().asString().endsWith("not 'roles'.");
        assertThat(when("labels.exists(roles, true)")).singleElement().asString().contains("give the macro's variable another name");
        assertThat(when("labels.exists(step, true)")).singleElement().asString().contains("give the macro's variable another name");
    }

    @Test
    void compile_ofOperatorsOverEarlierStepsThatCannotBe_saysWhyAtTheirPlace() {
        assertThat(when("step.sql.writes && once(step.sql.txt == 'x')")).containsExactly("f.yaml:4:31: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?");
        assertThat(when("step.sql.writes && once()")).singleElement().asString().startsWith("f.yaml:4:26: 'once' takes a condition on an earlier step, and a time where it matters, such as once(");
        assertThat(when("once('x')")).singleElement().asString().startsWith("f.yaml:4:7: 'once' takes a condition");
        assertThat(when("seq(true)")).singleElement().asString().contains("'seq' takes 2 to 8 conditions");
        assertThat(when("seq(true, true, true, true, true, true, true, true, true)")).singleElement().asString().contains("'seq' takes 2 to 8 conditions");
        assertThat(when("since(true, true, duration('5m'))")).singleElement().asString().contains("'since' takes two conditions");
        assertThat(when("repeats(true) > 1")).singleElement().asString().contains("'repeats' takes nothing: repeats()");
        assertThat(when("count(3) > 1")).singleElement().asString().contains("'count' takes an operation in quotes, such as count('data.sql'), or a condition");
        assertThat(when("count('data.sqll') > 1")).singleElement().asString().contains("There is no operation 'data.sqll'. Did you mean 'data.sql'?");
        assertThat(when("count(step.name) > 1")).singleElement().asString().contains("'count' takes an operation in quotes");
        assertThat(when("once(true, step.start - step.start)")).singleElement().asString().contains("The time of 'once' must be written out, such as duration('10m').");
        assertThat(when("once(true, duration('0s'))")).singleElement().asString().contains("'once' looks back between 1ms and 365 days.");
        assertThat(when("once(step.sql.writes && once(true))")).singleElement().asString()
                .isEqualTo("f.yaml:4:31: 'once' stands in a condition of 'once'. A condition on an earlier step cannot ask for steps before that one; say it with 'seq' or 'before'.");
        assertThat(when("once(count('data.sql') > 2)")).singleElement().asString().contains("'count' stands in a condition of 'once'");
        assertThat(when("once('x' in provenance)")).singleElement().asString().contains("can read step, labels and agent.id of that step, not 'provenance'");
        assertThat(when("labels.exists(l, once(l in step.labels))")).singleElement().asString()
                .isEqualTo("f.yaml:4:29: 'l' goes through a list of the step that is decided; a condition on an earlier step cannot read it.");
        assertThat(when("a\nlet: {b: run.steps > 3, a: once(b)}")).singleElement().asString().contains("not 'run.steps'");
        assertThat(when("once(run.errors > 3)")).singleElement().asString().endsWith("can read step, labels and agent.id of that step, not 'run.errors'.");
        assertThat(when("a\nlet: {b: has(run.errors), a: once(b)}")).singleElement().asString().contains("not 'run.errors'");
        assertThat(when("a\nlet: {b: once(true), a: once(b)}")).singleElement().asString().contains("cannot ask for steps before that one");
        assertThat(when("once(step.rows == 1)")).singleElement().asString().contains("There is no 'step.rows'");
        assertThat(when("once(step.sql.rows == 1)")).singleElement().asString().contains("known only after the effect");
    }

    @Test
    void compile_ofMoreOperatorsThanAGuardrailOrABundleMayHave_saysHowMany() {
        String own = java.util.stream.IntStream.range(0, 17).mapToObj(i -> "once(step.name == 'n" + i + "')").collect(java.util.stream.Collectors.joining(" || "));
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 2_002; i += 13) {
            int from = i;
            many.append("---\nid: g").append(i).append("\ntitle: T\non: [data.sql]\naction: block\nwhen: ")
                    .append(java.util.stream.IntStream.range(from, from + 13).mapToObj(n -> "once(step.name == 'n" + n + "')").collect(java.util.stream.Collectors.joining(" || "))).append('\n');
        }

        assertThat(when(own)).containsExactly("f.yaml:1:5: This guardrail has 17 operators over earlier steps; the most are 16. Split it.");
        assertThat(compile(many.toString()).problems()).extracting(Problem::message)
                .containsExactly("With this guardrail the bundle would have 2002 different operators over earlier steps; the most are 2000. Leave out guardrails, or let them ask the same.");
        assertThat(compile(many.toString()).bundle().guardrails()).hasSize(153);
    }

    /** Written out, the names would be larger than any memory. */
    @Test
    void compile_ofNamesThatMultiplyInAConditionOnAnEarlierStep_isRefused() {
        StringBuilder lets = new StringBuilder("once(l39)\nlet:\n  l0: step.sql.writes\n");
        for (int i = 1; i < 40; i++) {
            lets.append("  l").append(i).append(": l").append(i - 1).append(" && l").append(i - 1).append('\n');
        }

        assertThat(when(lets.toString())).singleElement().asString().contains("This condition on an earlier step has more than 1000 parts");
    }

    @Test
    void compile_ofAMessageWithAnUnknownPlace_refusesTheGuardrail() {
        Compilation compilation = compile(GOOD + "message: \"{step.sql.text} {step.sql.txt}\"\n");

        assertThat(compilation.bundle().guardrails()).isEmpty();
        assertThat(compilation.problems()).extracting(Problem::toString).containsExactly("f.yaml:6:28: A message cannot show 'step.sql.txt'. Did you mean 'step.sql.text'?");
    }

    @Test
    void compile_ofALetThatIsWrong_saysThatAndNoMore() {
        assertThat(problems(GOOD.replace("when: step.sql.writes", "let:\n  big: step.sql.txt.size() > 3\n  labels: 'true'\nwhen: big"))).containsExactly(
                "f.yaml:5:8: There is no 'step.sql.txt'. Did you mean 'step.sql.text'?",
                "f.yaml:6:12: 'labels' already means something; choose another name.");
    }

    @Test
    void compile_ofHostileFiles_endsWithAProblem() {
        assertThat(problems("[".repeat(100_000))).containsExactly("f.yaml:1:51: This is nested more than 50 deep.");
        assertThat(problems("a: &a [x]\nb: [*a, *a]\n")).containsExactly("f.yaml:1:4: Anchors and aliases are not allowed here; write the value out.");
        assertThat(problems("x".repeat(2 << 20))).singleElement().asString().contains("longer than");
        assertThat(when("(".repeat(5_000) + "true" + ")".repeat(5_000))).singleElement().asString().contains("nested too deeply");
        assertThat(when("1" + " + 1".repeat(3_000) + " > 1")).singleElement().asString().contains("nested too deeply");
        assertThat(when("\"" + "true || ".repeat(20_000) + "true\"")).isNotEmpty();
        assertThat(problems("\u0000\u0001")).singleElement().asString().contains("This is not valid YAML");
        assertThat(problems("when: \ud800")).isNotEmpty();
    }

    @Test
    void compile_ofAThousandClauses_isNoProblem() {
        assertThat(when("step.sql.text == 'x'" + " || step.sql.text == 'y'".repeat(999))).isEmpty();
    }

    @Test
    void compile_ofEmptyFiles_givesNothing() {
        assertThat(compile("").problems()).isEmpty();
        assertThat(compile("# only a comment\n---\n").problems()).isEmpty();
        assertThat(compile("").bundle().hash()).isEmpty();
    }

    @Test
    void compile_ofTestsThatCannotBe_saysWhy() {
        assertThat(problems(GOOD + """
                tests:
                  - name: a
                    step: {sql.txt: x, file.path: y, sql.writes: 3}
                    expect: hold
                  - name: b
                    step: {operation: tool.call}
                    expect: allow
                """)).containsExactly(
                "f.yaml:8:12: A step has no key 'sql.txt'. Did you mean 'sql.text'?",
                "f.yaml:8:24: A step of data.sql has no field 'file.path'.",
                "f.yaml:8:50: 'sql.writes' takes true or false, not a number.",
                "f.yaml:9:13: This guardrail can only come to block, allow or not-evaluated, not 'hold'.",
                "f.yaml:11:11: This guardrail is not for tool.call, so a test on it proves nothing.");
        assertThat(problems(GOOD + """
                tests:
                  - name: a
                    path: {steps: [{name: x}, {operation: data.sql, after: soon}, {operation: data.http, sql.text: x, start: "2026-11-22T14:00:00Z", after: 1s}, 7], from: [0, 9, x]}
                    step: {sql.writes: true}
                    expect: block
                """)).containsExactly(
                "f.yaml:8:20: A step needs 'operation'.",
                "f.yaml:8:60: 'after' takes a time such as 90s, 10m or 2h, not 'soon'.",
                "f.yaml:8:90: A step of data.http has no field 'sql.text'.",
                "f.yaml:8:134: A step has either 'start' or 'after'.",
                "f.yaml:8:146: Expected a step as 'key: value' lines, not a number.",
                "f.yaml:8:157: 'from' takes numbers of earlier steps, from 1 to 0, as many as stand in 'steps'.",
                "f.yaml:8:160: 'from' takes numbers of earlier steps, from 1 to 0, as many as stand in 'steps'.",
                "f.yaml:8:163: 'from' takes numbers of earlier steps, from 1 to 0, as many as stand in 'steps'.");
        assertThat(problems(GOOD + """
                tests:
                  - name: a
                    path: {steps: [{operation: data.sql, times: 2001}, {operation: data.sql, times: 1999}, {operation: data.sql, times: 2}]}
                    step: {sql.writes: true, times: 2}
                    expect: block
                """)).containsExactly(
                "f.yaml:8:19: A test takes at most 2000 earlier steps.",
                "f.yaml:8:49: 'times' takes a number from 1 to 2000.",
                "f.yaml:9:30: Only an earlier step can come several times.");
        assertThat(problems(GOOD + """
                tests:
                  - name: a
                    path: {sources: {to: {untrusted: copyed}, from: user}, run: {erors: 1, errors: -1, depth: x, seconds: 1.5}}
                    step: {sql.writes: true}
                    expect: block
                """)).containsExactly(
                "f.yaml:8:38: 'untrusted' cannot be 'copyed'. Did you mean 'copied'?",
                "f.yaml:8:53: Expected an argument as 'key: value' lines, not a text.",
                "f.yaml:8:66: 'run' has no key 'erors'. Did you mean 'errors'?",
                "f.yaml:8:84: 'errors' takes a whole number from 0 upwards, not a number.",
                "f.yaml:8:95: 'depth' takes a whole number from 0 upwards, not a text.",
                "f.yaml:8:107: 'seconds' takes a whole number from 0 upwards, not a number.");
    }

    private static List<String> when(String condition) {
        return problems(GOOD.replace("step.sql.writes", condition));
    }

    private static List<String> problems(String text) {
        return compile(text).problems().stream().map(Problem::toString).toList();
    }

    private static Compilation compile(String text) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", text)));
    }
}
