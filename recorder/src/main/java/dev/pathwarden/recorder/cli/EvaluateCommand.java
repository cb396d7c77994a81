package dev.pathwarden.recorder.cli;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.evaluate.EvaluatedRun;
import dev.pathwarden.policies.evaluate.EvaluationReport;
import dev.pathwarden.policies.evaluate.Evaluator;
import dev.pathwarden.recorder.cli.json.EvaluationJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "evaluate", sortOptions = false,
        header = "Count how many attacks guardrails stop, and how much good work they touch.",
        description = {"Reads runs of which somebody says what they were: attacked or not, and what came of it. No guardrail can read that. "
            + "A stop counts only at a call made after the injected text was read; a step that is held for a person counts as stopped.",
            "Labels are attributes of a run: label.attack, label.succeeded, label.solved (true or false) and label.suite; or those of the AgentDojo benchmark."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:a snapshot cannot be read, a guardrail has an error, or no run has labels", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden import runs.jsonl --out runs", "  pathwarden evaluate --profile strict runs"})
final class EvaluateCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private ProfileOption guardrails;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private BaselineOption baseline;

    @Option(names = "--injected", paramLabel = "PATTERN", defaultValue = "<INFORMATION>",
            description = "RE2 pattern by which the injected text is known in a result: the corpus's own mark, which no guardrail looks for (default: ${DEFAULT-VALUE}).")
    private String injected;

    @Option(names = "--runs", description = "List every attack that was missed and every task that was touched, not only the first ones.")
    private boolean runs;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "Snapshots of labelled runs.")
    private List<Path> snapshots;

    EvaluateCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        Pattern mark = mark();
        GuardrailOption.Loaded loaded = guardrails.load(console).with(tools.load(console)).knowing(baseline.load(console));
        Evaluator evaluator = new Evaluator(new DryRun(loaded.bundle(), DryRunMode.WHOLE_PATH), mark);
        EvaluationReport report = evaluate(console, evaluator);
        if (report.runs().isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "None of the " + RecordingReport.count(report.unlabelled(), "run")
                    + " says whether it was attacked: a run needs the attributes label.attack, label.succeeded and label.solved.");
        }
        if (json.wanted()) {
            console.json(EvaluationJson.report(report));
        } else {
            new EvaluationText(console, runs).print(report, guardrails.text());
        }
        return loaded.whole() ? ExitCode.OK : ExitCode.INPUT;
    }

    private Pattern mark() {
        try {
            return Pattern.compile(injected);
        } catch (PatternSyntaxException wrong) {
            throw new CommandException(ExitCode.USAGE, "The pattern of --injected is wrong: " + wrong.getMessage() + ".");
        }
    }

    private EvaluationReport evaluate(Console console, Evaluator evaluator) {
        List<EvaluatedRun> evaluated = new ArrayList<>();
        int[] unlabelled = {0};
        NamedSnapshots.forEachRun(console, "evaluate:", snapshots, decrypt.keys(invocation), recorded -> {
            Optional<EvaluatedRun> run = evaluator.evaluate(recorded);
            run.ifPresent(evaluated::add);
            unlabelled[0] += run.isPresent() ? 0 : 1;
        });
        return new EvaluationReport(evaluated, unlabelled[0]);
    }
}
