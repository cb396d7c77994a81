package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.DryRunReports;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.recorder.cli.json.DryRunJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "dry-run", sortOptions = false,
        header = "Ask which recorded steps a set of guardrails would have stopped.",
        description = {"Reads snapshots only: no tool is called and no file is changed. Coverage comes first: on how many steps a guardrail could be evaluated, and which fields it reads were not recorded.",
            "Actions are reported as if enforced, the mode beside them. Replay is no prediction: what an agent would have done after a stopped step is not known."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, and no --fail-on condition holds", "1:a --fail-on condition holds", "2:the command line is wrong",
            "3:a snapshot cannot be read, or a guardrail has an error (the others are still tried)", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden dry-run pathwarden-demo", "  pathwarden dry-run --policies drafts --against live --fail-on 'newlyStopped>0' monday tuesday"})
final class DryRunCommand implements Callable<Integer> {

    private static final List<Action> COUNTED = List.of(Action.BLOCK, Action.HOLD, Action.SANDBOX, Action.REDACT, Action.ALERT);

    private final Invocation invocation;

    @Mixin
    private GuardrailOption guardrails;

    @Option(names = "--against", paramLabel = "DIR", description = "Other guardrails to compare with: lists the steps the two sets decide differently.")
    private Path against;

    @Option(names = "--as-live", description = "Decide on the facts each decision had then, process by process (default: the whole path, trust facts computed anew).")
    private boolean asLive;

    @Option(names = "--fail-on", paramLabel = "EXPR",
            description = "End with 1 if a count compares so, such as 'block>0' or 'block>0,hold>=3'. Counts: block, hold, sandbox, redact, alert, notEvaluated; with --against also newlyStopped, newlyAllowed.")
    private FailOn failOn;

    @Mixin
    private JsonOption json;

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
        long start = System.nanoTime();
        GuardrailOption.Loaded tried = guardrails.load(console);
        GuardrailOption.Loaded other = against == null ? null : GuardrailOption.load(console, against);
        DryRunMode mode = asLive ? DryRunMode.AS_LIVE : DryRunMode.WHOLE_PATH;
        Reports reports = dryRun(console, tried.bundle(), other == null ? null : other.bundle(), mode);
        List<Flip> flips = other == null ? null : Flip.between(reports.against, reports.tried);
        print(console, reports.tried, mode, flips, (System.nanoTime() - start) / 1e9);
        String failed = failOn == null ? null : failOn.firstThatHolds(counts(reports.tried, flips));
        if (failed != null) {
            console.note("The condition of --fail-on holds: " + failed + ".");
            return ExitCode.CHECK;
        }
        return tried.whole() && (other == null || other.whole()) ? ExitCode.OK : ExitCode.INPUT;
    }

    private record Reports(DryRunReport tried, DryRunReport against) {
    }

    private Reports dryRun(Console console, Bundle tried, Bundle other, DryRunMode mode) {
        DryRun dryRun = new DryRun(tried, mode);
        DryRun comparison = other == null ? null : new DryRun(other, mode);
        List<DryRunReport> results = new ArrayList<>();
        List<DryRunReport> compared = new ArrayList<>();
        try (Progress progress = console.progress("dry run:")) {
            for (Path path : snapshots) {
                try (Snapshot snapshot = Snapshots.open(path)) {
                    snapshot.damages().forEach(console::note);
                    for (RunSummary summary : snapshot.runs()) {
                        RecordedRun run = snapshot.run(summary.run().id());
                        results.add(dryRun.report(run));
                        if (comparison != null) {
                            compared.add(comparison.report(run));
                        }
                        progress.at(results.size(), 0);
                    }
                }
            }
        }
        return new Reports(DryRunReports.merge(results), comparison == null ? null : DryRunReports.merge(compared));
    }

    private void print(Console console, DryRunReport report, DryRunMode mode, List<Flip> flips, double seconds) {
        if (json.wanted()) {
            Map<String, Object> result = DryRunJson.report(report, seconds);
            if (flips != null) {
                result.put("flips", flips.stream().map(DryRunCommand::json).toList());
            }
            console.json(result);
            return;
        }
        DryRunText text = new DryRunText(console);
        text.print(report, mode);
        if (flips != null) {
            text.printFlips(flips, against.toString());
        }
    }

    private static Map<String, Object> json(Flip flip) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("run", flip.run().toString());
        one.put("step", flip.decision().step().toString());
        one.put("operation", flip.decision().operation().text());
        one.put("ordinal", flip.decision().ordinal());
        one.put("name", flip.decision().name());
        one.put("before", flip.before().text());
        one.put("after", flip.after().text());
        return one;
    }

    /** What {@link #counts} will count. */
    private List<String> countNames() {
        Stream<String> others = against == null ? Stream.of("notEvaluated") : Stream.of("notEvaluated", "newlyStopped", "newlyAllowed");
        return Stream.concat(COUNTED.stream().map(Action::text), others).toList();
    }

    private static Map<String, Long> counts(DryRunReport report, List<Flip> flips) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Action action : COUNTED) {
            counts.put(action.text(), report.summary().decisions().getOrDefault(action, 0L));
        }
        counts.put("notEvaluated", report.summary().notEvaluated());
        if (flips != null) {
            counts.put("newlyStopped", flips.stream().filter(Flip::newlyStopped).count());
            counts.put("newlyAllowed", flips.stream().filter(Flip::newlyAllowed).count());
        }
        return counts;
    }
}
