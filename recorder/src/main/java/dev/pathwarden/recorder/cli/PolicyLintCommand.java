package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.authoring.GuardrailCheck;
import dev.pathwarden.policies.authoring.GuardrailCheck.Told;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.lint.FieldNotes;
import dev.pathwarden.policies.lint.FieldUse;
import dev.pathwarden.policies.lint.Finding;
import dev.pathwarden.policies.lint.Lint;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
            "A note tells of fields that not every recorder fills: only some hooks, no import, or only with a baseline. --fields lists what fills each field that is read.",
            "It claims what it has proved and is silent where it cannot tell.",
            "--fix repairs what can be repaired for certain, as the workbench offers it: words of which only one can be meant, texts without their quotes, and what says nothing - a key beside an action that has no use for it, an exception that has "
            + "ended, a clause that always holds. Comments stay. Each repair is tried first, and nothing is written where another problem would come of it."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no error, and no --fail-on condition holds", "1:a --fail-on condition holds", "2:the command line is wrong", "3:a guardrail has an error", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden policy lint drafts --fail-on 'warnings>0'", "  pathwarden policy lint drafts --fix"})
final class PolicyLintCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private PolicyArgument guardrails;

    @Option(names = "--fail-on", paramLabel = "EXPR", description = "End with 1 if a count compares so, such as 'warnings>0'. Counts: errors, warnings, notes.")
    private FailOn failOn;

    @Option(names = "--fields", description = "List for each guardrail the fields that it reads, on which of its operations they are recorded, and what fills them.")
    private boolean fields;

    @Option(names = "--fix", description = "Repair in the files what can be repaired for certain, then check what is left.")
    private boolean fix;

    @Mixin
    private JsonOption json;

    PolicyLintCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (failOn != null) {
            failOn.requireKnown(List.of("errors", "warnings", "notes"));
        }
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        List<GuardrailSource> sources = GuardrailOption.sources(guardrails.directory());
        List<Told> repaired = List.of();
        if (fix) {
            GuardrailCheck.Repaired after = new GuardrailRepair(guardrails.directory()).repair(sources, today);
            sources = after.sources();
            repaired = after.repaired();
        }
        Compilation compilation = GuardrailCompiler.compile(sources);
        List<Problem> problems = Lint.findings(compilation, today).stream().map(Finding::problem).toList();
        long errors = count(problems, Problem.Severity.ERROR);
        long warnings = count(problems, Problem.Severity.WARNING);
        long notes = count(problems, Problem.Severity.NOTE);
        if (json.wanted()) {
            console.json(json(repaired, problems, FieldNotes.uses(compilation), errors, warnings, notes));
        } else {
            if (fields) {
                FieldTable.print(console, FieldNotes.uses(compilation));
            }
            repaired.forEach(each -> console.out().println(Escaped.text(at(each.problem()) + ": repaired: " + each.problem().message())));
            problems.forEach(problem -> console.out().println(Escaped.text(at(problem) + ": " + severity(problem) + ": " + problem.message())));
            console.out().println((fix ? RecordingReport.count(repaired.size(), "problem") + " repaired. " : "") + RecordingReport.count(compilation.bundle().guardrails().size(), "guardrail") + " compiled, " + RecordingReport.count(errors, "error") + ", "
                    + RecordingReport.count(warnings, "warning") + ", " + RecordingReport.count(notes, "note") + ".");
        }
        if (errors > 0) {
            return ExitCode.INPUT;
        }
        String failed = failOn == null ? null : failOn.firstThatHolds(Map.of("errors", errors, "warnings", warnings, "notes", notes));
        if (failed == null) {
            return ExitCode.OK;
        }
        console.note("The condition of --fail-on holds: " + failed + ".");
        return ExitCode.CHECK;
    }

    private static long count(List<Problem> problems, Problem.Severity severity) {
        return problems.stream().filter(problem -> problem.severity() == severity).count();
    }

    private static String at(Problem problem) {
        return problem.source() + ":" + problem.line() + ":" + problem.column();
    }

    private static String severity(Problem problem) {
        return problem.severity().name().toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> json(List<Told> repaired, List<Problem> problems, List<FieldUse> uses, long errors, long warnings, long notes) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (fix) {
            json.put("repaired", repaired.stream().map(each -> json(each.problem())).toList());
        }
        json.put("problems", problems.stream().map(PolicyLintCommand::json).toList());
        json.put("fields", uses.stream().map(PolicyLintCommand::json).toList());
        json.put("errors", errors);
        json.put("warnings", warnings);
        json.put("notes", notes);
        return json;
    }

    private static Map<String, Object> json(Problem problem) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("severity", severity(problem));
        one.put("file", problem.source());
        one.put("line", problem.line());
        one.put("column", problem.column());
        one.put("message", problem.message());
        return one;
    }

    private static Map<String, Object> json(FieldUse use) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("guardrail", use.guardrail());
        json.put("field", use.field().read());
        json.put("operations", use.operations().stream().sorted().map(Operation::text).toList());
        json.put("filledBy", use.operations().isEmpty() ? List.of() : use.field().filledBy(use.operations()));
        return json;
    }
}
