package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.lint.Lint;
import dev.pathwarden.recorder.cli.text.Escaped;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "lint", sortOptions = false,
        header = "Check guardrails for errors, and for what compiles and is probably not meant.",
        description = {"Warns, with the place and what to do, of fields that are never recorded for the operations named, conditions and parts of them that never change, guardrails that another one "
            + "covers, sets that only forbid, macros whose cost nothing bounds, and guardrails without tests.",
            "It claims what it has proved and is silent where it cannot tell."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no error, and no --fail-on condition holds", "1:a --fail-on condition holds", "2:the command line is wrong", "3:a guardrail has an error", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy lint drafts --fail-on 'warnings>0'"})
final class PolicyLintCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private PolicyArgument guardrails;

    @Option(names = "--fail-on", paramLabel = "EXPR", description = "End with 1 if a count compares so, such as 'warnings>0'. Counts: errors, warnings.")
    private FailOn failOn;

    @Mixin
    private JsonOption json;

    PolicyLintCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (failOn != null) {
            failOn.requireKnown(List.of("errors", "warnings"));
        }
        Compilation compilation = GuardrailCompiler.compile(GuardrailOption.sources(guardrails.directory()));
        List<Problem> problems = new ArrayList<>(compilation.problems());
        problems.addAll(Lint.check(compilation, LocalDate.now(ZoneOffset.UTC)));
        long errors = problems.stream().filter(problem -> problem.severity() == Problem.Severity.ERROR).count();
        long warnings = problems.size() - errors;
        if (json.wanted()) {
            console.json(json(problems, errors, warnings));
        } else {
            problems.forEach(problem -> console.out().println(Escaped.text(at(problem) + ": " + severity(problem) + ": " + problem.message())));
            console.out().println(RecordingReport.count(compilation.bundle().guardrails().size(), "guardrail") + " compiled, " + RecordingReport.count(errors, "error") + ", "
                    + RecordingReport.count(warnings, "warning") + ".");
        }
        if (errors > 0) {
            return ExitCode.INPUT;
        }
        String failed = failOn == null ? null : failOn.firstThatHolds(Map.of("errors", errors, "warnings", warnings));
        if (failed == null) {
            return ExitCode.OK;
        }
        console.note("The condition of --fail-on holds: " + failed + ".");
        return ExitCode.CHECK;
    }

    private static String at(Problem problem) {
        return problem.source() + ":" + problem.line() + ":" + problem.column();
    }

    private static String severity(Problem problem) {
        return problem.severity().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> json(List<Problem> problems, long errors, long warnings) {
        List<Object> list = new ArrayList<>();
        for (Problem problem : problems) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("severity", severity(problem));
            one.put("file", problem.source());
            one.put("line", problem.line());
            one.put("column", problem.column());
            one.put("message", problem.message());
            list.add(one);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("problems", list);
        json.put("errors", errors);
        json.put("warnings", warnings);
        return json;
    }
}
