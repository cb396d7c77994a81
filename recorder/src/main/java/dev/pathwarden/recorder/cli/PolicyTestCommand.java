package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.testing.GuardrailTests;
import dev.pathwarden.policies.testing.TestReport;
import dev.pathwarden.recorder.cli.text.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "test", sortOptions = false,
        header = "Run the tests that stand in guardrail files.",
        description = "Also tells which clauses of a condition no test brought to both true and false.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every test passed", "1:a test failed", "2:the command line is wrong", "3:a guardrail has an error (the others are still tested)", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy test drafts"})
final class PolicyTestCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private PolicyArgument guardrails;

    @Mixin
    private JsonOption json;

    PolicyTestCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        GuardrailOption.Loaded loaded = GuardrailOption.Loaded.of(console, GuardrailCompiler.compile(GuardrailOption.sources(guardrails.directory())), guardrails.directory());
        TestReport report = GuardrailTests.run(loaded.compilation());
        if (json.wanted()) {
            console.json(json(report));
        } else {
            print(console, report);
        }
        if (!loaded.whole()) {
            return ExitCode.INPUT;
        }
        return report.failures() == 0 ? ExitCode.OK : ExitCode.CHECK;
    }

    private void print(Console console, TestReport report) {
        Style style = console.terminal().outStyle();
        for (TestReport.GuardrailResult guardrail : report.guardrails()) {
            long failed = guardrail.tests().stream().filter(test -> !test.passed()).count();
            String count = guardrail.tests().isEmpty() ? "no tests" : RecordingReport.count(guardrail.tests().size(), "test") + (failed == 0 ? "" : ", " + failed + " failed");
            String line = (failed == 0 ? "ok    " : "FAIL  ") + Escaped.text(guardrail.guardrail()) + ": " + count
                    + String.format(Locale.ROOT, ", %.0f %% of its clauses seen true and false", 100 * guardrail.coverage());
            console.out().println(failed > 0 ? style.bad(line) : guardrail.tests().isEmpty() ? style.warning(line) : line);
            for (TestReport.TestResult test : guardrail.tests()) {
                if (!test.passed()) {
                    console.out().println("      " + Escaped.text(guardrail.source() + ":" + test.line() + ":" + test.column() + ": " + test.name() + ": " + test.message()));
                }
            }
            for (TestReport.ClauseCoverage clause : guardrail.clauses()) {
                if (clause.truth() && !clause.full()) {
                    console.out().println(style.faint("      " + Escaped.text(guardrail.source() + ":" + clause.line() + ":" + clause.column() + ": never " + (clause.wasTrue() ? "false" : clause.wasFalse() ? "true" : "evaluated")
                            + ": " + clause.text())));
                }
            }
        }
        console.out().println(RecordingReport.count(report.tests(), "test") + ", " + report.failures() + " failed.");
    }

    private static Map<String, Object> json(TestReport report) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Object> guardrails = new ArrayList<>();
        for (TestReport.GuardrailResult guardrail : report.guardrails()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("guardrail", guardrail.guardrail());
            one.put("file", guardrail.source());
            one.put("coverage", guardrail.coverage());
            List<Object> tests = new ArrayList<>();
            for (TestReport.TestResult test : guardrail.tests()) {
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("name", test.name());
                result.put("passed", test.passed());
                result.put("message", test.message());
                result.put("line", test.line());
                result.put("column", test.column());
                tests.add(result);
            }
            one.put("tests", tests);
            guardrails.add(one);
        }
        json.put("guardrails", guardrails);
        json.put("tests", report.tests());
        json.put("failures", report.failures());
        return json;
    }
}
