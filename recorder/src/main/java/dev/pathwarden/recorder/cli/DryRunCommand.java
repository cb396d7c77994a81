package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.rehearsal.ComparedGuardrail;
import dev.pathwarden.policies.rehearsal.Costs;
import dev.pathwarden.policies.rehearsal.GroupBy;
import dev.pathwarden.policies.rehearsal.HitGroup;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.policies.rehearsal.Rehearser;
import dev.pathwarden.policies.rehearsal.Rehearsing;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.recorder.cli.json.DryRunJson;
import dev.pathwarden.recorder.cli.report.CountedRun;
import dev.pathwarden.recorder.cli.report.DryRunResult;
import dev.pathwarden.recorder.cli.report.GuardrailPlaces;
import dev.pathwarden.recorder.cli.report.JunitReport;
import dev.pathwarden.recorder.cli.report.SarifReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
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
            "  pathwarden dry-run --policies drafts --by tool recordings", "  pathwarden dry-run --policies drafts --set clean=good --fail-on 'newBlocks > 0 on clean' monday",
            "  pathwarden dry-run --policies drafts --against guardrails.bundle --policy-key $(pathwarden policy key) monday",
            "  pathwarden dry-run --policies drafts --against live --junit flips.xml --sarif flips.sarif monday"})
final class DryRunCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private ProfileOption guardrails;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private BaselineOption baseline;

    @Option(names = "--against", paramLabel = "DIR", description = "Other guardrails to compare with: puts the two sets side by side, guardrail by guardrail, and lists the steps they decide differently, and the clauses that make the difference.")
    private Path against;

    @Mixin
    private PolicyKeyOption keys;

    @Option(names = "--with", paramLabel = "DIR",
            description = "With --as-live: other guardrails that were in force in part of the runs. Each step is then decided under those that decided it, and not at all where they are not named. May be given several times.")
    private List<Path> with = List.of();

    @Option(names = "--as-live", description = "Decide on the facts each decision had then, process by process (default: the whole path, trust facts computed anew).")
    private boolean asLive;

    @Option(names = "--fail-on", paramLabel = "EXPR",
            description = {"End with 1 if a count compares so, such as 'block > 0' or 'newBlocks > 0 on clean, newlyAllowed > 0 on attacked'. Behind 'on' stands a set of runs: it is counted over these alone. "
                + "A set without a run is an error. Counts: block, hold, sandbox, redact, alert: steps by the strongest action; notEvaluated: evaluations; newBlocks, newHolds, newSandboxes, newRedactions, newAlerts: "
                + "steps for which something else or nothing was asked before; newlyStopped, newlyAllowed: steps that could go on before and cannot now, or the reverse. "
                + "Before is --against or, without it, what was asked for when the run was recorded."})
    private FailOn failOn;

    @Mixin
    private RunSetOption sets;

    @Option(names = "--by", paramLabel = "WHAT", converter = GroupByConverter.class,
            description = "Also put the steps with an action together by run, tool, agent or time: how many are stopped, newly stopped and no longer stopped beside --against or, without it, the record.")
    private GroupBy by;

    @Option(names = "--cost", description = "Also measure on a sample of the steps about how long each guardrail takes for one, in microseconds; of --against too. Not with --with.")
    private boolean cost;

    @Mixin
    private JsonOption json;

    @Option(names = "--junit", paramLabel = "FILE", description = "Also write JUnit XML: a suite per run, a case per step listed; only what --fail-on is about fails. Replaces the file.")
    private Path junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Also write SARIF 2.1.0: guardrails are its rules, what they say of steps its results. Replaces the file.")
    private Path sarif;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "0..*", paramLabel = "SNAPSHOT", description = "Snapshots to read: what run, demo, import, export or a bare agent left. Another directory stands for all snapshots below it: those that cannot be read are told and counted, and the others are read. Those of --set need not be named again.")
    private List<Path> snapshots = List.of();

    DryRunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        sets.requireWellFormed();
        if (sets.with(snapshots).isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "Nothing to read is named: give one snapshot or more, or --set NAME=SNAPSHOT.");
        }
        if (failOn != null) {
            failOn.requireKnown(CountedRun.names(), sets.names());
        }
        Signers signers = keys.signers();
        if (signers != null && against == null) {
            throw new CommandException(ExitCode.USAGE, "--policy-key says who signed the bundle that --against names: name that too.");
        }
        if (!with.isEmpty() && (!asLive || against != null)) {
            throw new CommandException(ExitCode.USAGE, "--with names guardrails that were in force before or after those of --policies: it goes with --as-live, and not with --against.");
        }
        if (cost && !with.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--cost measures one set of guardrails or two that are compared: give it without --with.");
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
        GuardrailOption.Loaded other = against == null ? null : GuardrailOption.load(console, against, signers).with(catalogue).knowing(habits);
        DryRunMode mode = asLive ? DryRunMode.AS_LIVE : DryRunMode.WHOLE_PATH;
        Dried dried = dryRun(console, other == null ? besideRecord(tried.bundle(), others, mode) : Rehearser.explaining(other.bundle(), tried.bundle(), mode));
        List<DryRunResult.Check> checks = failOn == null ? List.of() : failOn.tests().stream().map(dried::check).toList();
        DryRunResult result = new DryRunResult(dried.report, dried.flips, dried.counted, checks, (System.nanoTime() - start) / 1e9);
        print(console, result, dried, mode);
        if (junitFile != null) {
            junitFile.write(out -> JunitReport.write(result, out));
        }
        if (sarifFile != null) {
            GuardrailPlaces compared = other == null ? null : new GuardrailPlaces(other.compilation(), against);
            sarifFile.write(out -> SarifReport.write(result, new GuardrailPlaces(tried.compilation(), guardrails.directory()), compared, Pathwarden.VERSION, out));
        }
        Optional<DryRunResult.Check> failed = checks.stream().filter(DryRunResult.Check::fails).findFirst();
        if (failed.isPresent()) {
            console.note("The condition of --fail-on holds: " + FailOn.sentence(failed.get().text(), failed.get().count(), failed.get().value()) + ".");
            return ExitCode.CHECK;
        }
        return dried.unread == 0 && tried.whole() && others.stream().allMatch(GuardrailOption.Loaded::whole) && (other == null || other.whole()) ? ExitCode.OK : ExitCode.INPUT;
    }

    /**
     * A dry run over all snapshots.
     *
     * @param flips per run; null where nothing is compared
     * @param counted per run, what it adds to the counts
     * @param guardrails the guardrails beside those they are compared with
     * @param costs about what they cost; none without --cost
     * @param groups the steps as --by puts them together; none without it
     * @param unread how much in directories could not be read
     */
    private record Dried(DryRunReport report, List<List<Flip>> flips, List<CountedRun> counted, List<ComparedGuardrail> guardrails, Costs costs, List<HitGroup> groups, long unread) {

        /** What a condition comes to; one over no run at all would hold or not whatever the guardrails say. */
        DryRunResult.Check check(FailOn.Test test) {
            List<CountedRun> over = counted.stream().filter(run -> run.isIn(test.set())).toList();
            if (over.isEmpty()) {
                if (test.set().isEmpty()) {
                    throw new CommandException(ExitCode.INPUT, "No run was read, so the condition '" + test.text() + "' of --fail-on says nothing: name a snapshot that has runs.");
                }
                throw new CommandException(ExitCode.INPUT, "No run is in the set '" + test.set() + "' of --fail-on: name a snapshot of such runs with --set " + test.set() + "=SNAPSHOT"
                        + (test.set().equals(RunSetOption.CLEAN) || test.set().equals(RunSetOption.ATTACKED) ? ", or label runs with label.attack." : "."));
            }
            long value = over.stream().mapToLong(run -> run.count(test.count())).sum();
            return new DryRunResult.Check(test.text(), test.count(), test.set(), value, test.holds(value), test.tooMany());
        }
    }

    /** Reads what to put steps together by. */
    static final class GroupByConverter implements CommandLine.ITypeConverter<GroupBy> {

        @Override
        public GroupBy convert(String text) {
            return GroupBy.of(text).orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is none of run, tool, agent and time"));
        }
    }

    private static Rehearser besideRecord(Bundle tried, List<GuardrailOption.Loaded> others, DryRunMode mode) {
        if (others.isEmpty()) {
            return Rehearser.besideRecord(tried, mode);
        }
        List<Bundle> all = new ArrayList<>(List.of(tried));
        others.forEach(other -> all.add(other.bundle()));
        return Rehearser.ofSwapped(all);
    }

    private Dried dryRun(Console console, Rehearser rehearser) throws IOException {
        List<List<Flip>> flips = against == null ? null : new ArrayList<>();
        List<CountedRun> counted = new ArrayList<>();
        try (Rehearsing rehearsing = cost ? Rehearsing.measuring(rehearser, done -> { }, (soFar, part) -> { }) : new Rehearsing(rehearser, done -> { }, (soFar, part) -> { })) {
            long unread = NamedSnapshots.forEachRunBelow(console, "dry run:", sets.with(snapshots), decrypt.keys(invocation), (named, recording, run) -> {
                Set<String> in = sets.of(named, run.run());
                rehearsing.add(recording, run, one -> {
                    RunDryRun dried = one.report().runs().get(0);
                    if (flips != null) {
                        flips.add(one.flips());
                    }
                    counted.add(flips == null ? CountedRun.of(dried, run, in) : CountedRun.of(dried, one.flips(), in));
                });
            });
            Rehearsal rehearsal = rehearsing.rehearsal();
            return new Dried(rehearsal.report(), flips, counted, rehearsal.guardrails(), rehearsal.costs(), by == null ? List.of() : rehearsal.groups().get(by), unread);
        }
    }

    private void print(Console console, DryRunResult result, Dried dried, DryRunMode mode) {
        if (json.wanted()) {
            Map<String, Object> report = DryRunJson.report(result.report(), result.seconds());
            if (result.flips() != null) {
                report.put("flips", result.flips().stream().flatMap(List::stream).map(DryRunJson::flip).toList());
                report.put("guardrails", DryRunJson.guardrails(dried.guardrails));
            }
            if (cost) {
                report.put("cost", DryRunJson.costs(dried.costs));
            }
            if (by != null) {
                report.put("by", DryRunJson.groups(by, dried.groups));
            }
            console.json(report);
            return;
        }
        DryRunText text = new DryRunText(console);
        text.print(result.report(), mode);
        if (result.flips() != null) {
            text.printFlips(result.report(), result.flips(), dried.guardrails, against.toString());
        }
        if (cost) {
            text.printCosts(dried.costs);
        }
        if (by != null) {
            text.printGroups(by, dried.groups);
        }
    }
}
