package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.dryrun.Comparison;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.DryRunReports;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.SwappedDryRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.recorder.cli.json.DryRunJson;
import dev.pathwarden.recorder.cli.report.DryRunResult;
import dev.pathwarden.recorder.cli.report.GuardrailPlaces;
import dev.pathwarden.recorder.cli.report.JunitReport;
import dev.pathwarden.recorder.cli.report.SarifReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "dry-run", sortOptions = false,
        header = "Ask which recorded steps a set of guardrails would have stopped.",
        description = {"Reads snapshots only: no tool is called and nothing is written but the reports that are asked for. Coverage comes first: on how many steps a guardrail could be evaluated, and which fields it reads were not recorded.",
            "Actions are reported as if enforced, the mode beside them. Replay is no prediction: what an agent would have done after a stopped step is not known."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, and no --fail-on condition holds", "1:a --fail-on condition holds", "2:the command line is wrong",
            "3:a snapshot cannot be read, or a guardrail has an error (the others are still tried)", "4:rights or disk; a report file that cannot be written stays as it was"},
        footer = {"", "Examples:", "  pathwarden dry-run pathwarden-demo", "  pathwarden dry-run --policies drafts --against live --fail-on 'newlyStopped>0' monday tuesday",
            "  pathwarden dry-run --policies drafts --against live --junit flips.xml --sarif flips.sarif monday"})
final class DryRunCommand implements Callable<Integer> {

    private static final List<Action> COUNTED = List.of(Action.BLOCK, Action.HOLD, Action.SANDBOX, Action.REDACT, Action.ALERT);

    private final Invocation invocation;

    @Mixin
    private ProfileOption guardrails;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private BaselineOption baseline;

    @Option(names = "--against", paramLabel = "DIR", description = "Other guardrails to compare with: lists the steps the two sets decide differently, and the clauses that make the difference.")
    private Path against;

    @Option(names = "--with", paramLabel = "DIR",
            description = "With --as-live: other guardrails that were in force in part of the runs. Each step is then decided under those that decided it, and not at all where they are not named. May be given several times.")
    private List<Path> with = List.of();

    @Option(names = "--as-live", description = "Decide on the facts each decision had then, process by process (default: the whole path, trust facts computed anew).")
    private boolean asLive;

    @Option(names = "--fail-on", paramLabel = "EXPR",
            description = "End with 1 if a count compares so, such as 'block>0' or 'block>0,hold>=3'. Counts: block, hold, sandbox, redact, alert, notEvaluated; with --against also newlyStopped, newlyAllowed.")
    private FailOn failOn;

    @Mixin
    private JsonOption json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML: a suite per run, a case per step listed; only what --fail-on is about fails. Replaces the file.")
    private Path junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Also write SARIF 2.1.0: guardrails are its rules, what they say of steps its results. Replaces the file.")
    private Path sarif;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "Snapshots to read: what run, demo, import, export or a bare agent left.")
    private List<Path> snapshots;

    DryRunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (failOn != null) {
            failOn.requireKnown(countNames());
        }
        if (!with.isEmpty() && (!asLive || against != null)) {
            throw new CommandException(ExitCode.USAGE, "--with names guardrails that were in force before or after those of --policies: it goes with --as-live, and not with --against.");
        }
        ReportFile junitFile = junit == null ? null : new ReportFile("--junit", junit);
        ReportFile sarifFile = sarif == null ? null : new ReportFile("--sarif", sarif);
        if (junit != null && sarif != null && junit.toAbsolutePath().normalize().equals(sarif.toAbsolutePath().normalize())) {
            throw new CommandException(ExitCode.USAGE, "--junit and --sarif name the same file: name two.");
        }
        long start = System.nanoTime();
        Optional<ToolCatalogue> catalogue = tools.load(console);
        Optional<Habits> habits = baseline.load(console);
        GuardrailOption.Loaded tried = guardrails.load(console).with(catalogue).knowing(habits);
        List<GuardrailOption.Loaded> others = new ArrayList<>();
        for (Path directory : with) {
            others.add(GuardrailOption.load(console, directory));
        }
        GuardrailOption.Loaded other = against == null ? null : GuardrailOption.load(console, against).with(catalogue).knowing(habits);
        DryRunMode mode = asLive ? DryRunMode.AS_LIVE : DryRunMode.WHOLE_PATH;
        Dried dried = dryRun(console, dryRun(tried.bundle(), others, mode), other == null ? null : new Comparison(other.bundle(), tried.bundle(), mode));
        Map<String, Long> counts = counts(dried);
        DryRunResult result = new DryRunResult(dried.report, dried.flips, failOn == null ? List.of() : failOn.checks(counts), (System.nanoTime() - start) / 1e9);
        print(console, result, mode);
        if (junitFile != null) {
            junitFile.write(out -> JunitReport.write(result, out));
        }
        if (sarifFile != null) {
            GuardrailPlaces compared = other == null ? null : new GuardrailPlaces(other.compilation(), against);
            sarifFile.write(out -> SarifReport.write(result, new GuardrailPlaces(tried.compilation(), guardrails.directory()), compared, Pathwarden.VERSION, out));
        }
        String failed = failOn == null ? null : failOn.firstThatHolds(counts);
        if (failed != null) {
            console.note("The condition of --fail-on holds: " + failed + ".");
            return ExitCode.CHECK;
        }
        return tried.whole() && others.stream().allMatch(GuardrailOption.Loaded::whole) && (other == null || other.whole()) ? ExitCode.OK : ExitCode.INPUT;
    }

    /**
     * A dry run over all snapshots.
     *
     * @param flips per run; null where nothing is compared
     */
    private record Dried(DryRunReport report, List<List<Flip>> flips) {

        Stream<Flip> allFlips() {
            return flips.stream().flatMap(List::stream);
        }
    }

    private static Function<RecordedRun, DryRunReport> dryRun(Bundle tried, List<GuardrailOption.Loaded> others, DryRunMode mode) {
        if (others.isEmpty()) {
            return new DryRun(tried, mode)::report;
        }
        List<Bundle> all = new ArrayList<>(List.of(tried));
        others.forEach(other -> all.add(other.bundle()));
        return new SwappedDryRun(all)::report;
    }

    private Dried dryRun(Console console, Function<RecordedRun, DryRunReport> dryRun, Comparison comparison) {
        List<DryRunReport> reports = new ArrayList<>();
        List<List<Flip>> flips = comparison == null ? null : new ArrayList<>();
        NamedSnapshots.forEachRun(console, "dry run:", snapshots, decrypt.keys(invocation), run -> {
            if (comparison == null) {
                reports.add(dryRun.apply(run));
            } else {
                Comparison.Result compared = comparison.compare(run);
                reports.add(compared.after());
                flips.add(compared.flips());
            }
        });
        return new Dried(DryRunReports.merge(reports), flips);
    }

    private void print(Console console, DryRunResult result, DryRunMode mode) {
        if (json.wanted()) {
            Map<String, Object> report = DryRunJson.report(result.report(), result.seconds());
            if (result.flips() != null) {
                report.put("flips", result.flips().stream().flatMap(List::stream).map(DryRunJson::flip).toList());
            }
            console.json(report);
            return;
        }
        DryRunText text = new DryRunText(console);
        text.print(result.report(), mode);
        if (result.flips() != null) {
            text.printFlips(result.report(), result.flips(), against.toString());
        }
    }

    /** What {@link #counts} will count. */
    private List<String> countNames() {
        Stream<String> others = against == null ? Stream.of("notEvaluated") : Stream.of("notEvaluated", "newlyStopped", "newlyAllowed");
        return Stream.concat(COUNTED.stream().map(Action::text), others).toList();
    }

    private static Map<String, Long> counts(Dried dried) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Action action : COUNTED) {
            counts.put(action.text(), dried.report.summary().decisions().getOrDefault(action, 0L));
        }
        counts.put("notEvaluated", dried.report.summary().notEvaluated());
        if (dried.flips != null) {
            counts.put("newlyStopped", dried.allFlips().filter(Flip::newlyStopped).count());
            counts.put("newlyAllowed", dried.allFlips().filter(Flip::newlyAllowed).count());
        }
        return counts;
    }
}
