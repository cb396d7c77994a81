package dev.pathwarden.policies.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.testing.TestReport.ClauseCoverage;
import dev.pathwarden.policies.testing.TestReport.TestResult;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardrailTestsTest {

    @Test
    void run_tellsWhatCameInsteadOfWhatWasExpected() {
        TestReport report = run("""
                id: a
                title: T
                on: [data.sql]
                when: step.sql.writes && count('data.sql') > 1 && 'user' in provenance
                action: hold
                tests:
                  - {name: holds, step: {sql.writes: true}, path: {provenance: [user], count: {data.sql: 2}}, expect: hold}
                  - {name: should hold, step: {sql.writes: true}, path: {provenance: [user]}, expect: hold}
                  - {name: lacks a field, step: {name: x}, path: {provenance: [user], count: {data.sql: 2}}, expect: allow}
                  - {name: is not evaluated, step: {name: x}, path: {provenance: [user], count: {data.sql: 2}}, expect: not-evaluated}
                """);

        assertThat(report.tests()).isEqualTo(4);
        assertThat(report.failures()).isEqualTo(2);
        assertThat(report.guardrails().get(0).tests()).extracting(TestResult::message).containsExactly("", "Expected hold, but it came to allow.",
                "Expected allow, but it came to not-evaluated: step.sql.writes was not recorded; ask has(step.sql.writes) first.", "");
        assertThat(report.guardrails().get(0).tests()).extracting(TestResult::line).containsExactly(7, 8, 9, 10);
    }

    @Test
    void run_ofATestWithEarlierSteps_walksThroughThemInOrder() {
        TestReport report = run("""
                id: a
                title: T
                on: [data.http]
                let:
                  personal: step.labels.exists(l, l.startsWith('pii.'))
                  packed: seq(personal, step.process.executable == 'tar')
                when: packed && count('code.process') == 1 && run.steps == 2 && 'pii.email' in labels
                action: block
                tests:
                  - name: in this order
                    path: {steps: [{operation: data.sql, labels: [pii.email]}, {operation: code.process, process.executable: tar}]}
                    step: {http.method: POST}
                    expect: block
                  - name: in the other order
                    path: {steps: [{operation: code.process, process.executable: tar}, {operation: data.sql, labels: [pii.email]}]}
                    step: {http.method: POST}
                    expect: allow
                ---
                id: b
                title: T
                on: [data.http]
                when: count(step.http.method == 'POST', duration('1m')) >= 2 || flows(step.operation == 'mcp.call') || repeats() > 1 && has(step.args.a)
                action: alert
                tests:
                  - {name: fast, path: {steps: [{operation: data.http, http.method: POST}, {operation: data.http, http.method: POST, after: 30s}]}, step: {after: 30s}, expect: alert}
                  - {name: slow, path: {steps: [{operation: data.http, http.method: POST}, {operation: data.http, http.method: POST, after: 30s}]}, step: {after: 31s}, expect: allow}
                  - {name: without a clock, path: {steps: [{operation: data.http, http.method: POST}]}, step: {name: x}, expect: not-evaluated}
                  - {name: from a server, path: {steps: [{operation: data.sql}, {operation: mcp.call, after: 1s}], from: [2]}, step: {name: x}, expect: alert}
                  - {name: from a table, path: {steps: [{operation: data.sql}, {operation: mcp.call, after: 1s}], from: [1]}, step: {name: x}, expect: allow}
                  - {name: the same, path: {steps: [{operation: data.http, args: {a: 1}}, {operation: data.http, args: {a: 1}, after: 1s}]}, step: {args: {a: 1}}, expect: alert}
                  - {name: twice, path: {steps: [{operation: data.http, http.method: POST, after: 30s, times: 2}]}, step: {after: 30s}, expect: alert}
                  - {name: more slowly, path: {steps: [{operation: data.http, http.method: POST, after: 40s, times: 20}]}, step: {after: 40s}, expect: allow}
                  - {name: starts, path: {steps: [{operation: data.http, http.method: POST, start: "2026-11-22T14:00:00Z"}, {operation: data.http, http.method: POST, after: 2s}]}, step: {start: "2026-11-22T14:01:01Z"}, expect: allow}
                """);

        assertThat(report.guardrails()).flatExtracting(guardrail -> guardrail.tests()).extracting(TestResult::name, TestResult::message).allSatisfy(test -> assertThat(test.toList().get(1)).isEqualTo(""));
        assertThat(report.tests()).isEqualTo(11);
    }

    @Test
    void run_namesTheClausesThatNoTestTurned() {
        TestReport report = run("""
                id: a
                title: T
                on: [data.sql]
                let:
                  size: step.sql.text.size()
                  long: size > 10 && step.sql.writes
                when: long || step.name == 'x'
                action: block
                tests:
                  - {name: one, step: {sql.text: short, sql.writes: true, name: x}, expect: block}
                  - {name: two, step: {sql.text: "long enough for it", sql.writes: true, name: x}, expect: block}
                """);

        assertThat(report.guardrails().get(0).clauses()).containsExactly(
                new ClauseCoverage("size", "step.sql.text.size()", 5, 9, false, false, false),
                new ClauseCoverage("long", "size > 10", 6, 9, true, true, true),
                new ClauseCoverage("long", "step.sql.writes", 6, 22, true, true, false),
                new ClauseCoverage("", "long", 7, 7, true, true, true),
                new ClauseCoverage("", "step.name == 'x'", 7, 15, true, true, false));
        assertThat(report.guardrails().get(0).coverage()).isEqualTo(0.5);
    }

    private static TestReport run(String text) {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", text)));
        assertThat(compilation.problems()).isEmpty();
        return GuardrailTests.run(compilation);
    }
}
