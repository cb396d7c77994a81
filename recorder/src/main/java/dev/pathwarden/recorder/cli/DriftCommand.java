package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.policies.baseline.AgentDrift;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.Drift;
import dev.pathwarden.policies.baseline.Shift;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.recorder.cli.json.DriftJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "drift", sortOptions = false,
        header = "Tell what agents do in recorded runs otherwise than a baseline holds.",
        description = {"Each with the step that showed it first; what tells most comes first, such as a tool that sends. New is not the same as wrong, and an agent that goes astray by old ways shows nothing new.",
            "Also what an agent does in a much larger or smaller share of its runs than the baseline has, or no more, where chance hardly makes such a difference; and the agents that are gone. 'inventory --baseline' tells it by things, each with the condition that finds its steps."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, and no --fail-on condition holds", "1:a --fail-on condition holds", "2:the command line is wrong", "3:a snapshot, baseline or catalogue cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden drift --baseline baseline.yaml today", "  pathwarden drift --baseline baseline.yaml --fail-on 'agent>0,tool>0,host>0' today"})
final class DriftCommand implements Callable<Integer> {

    private static final String AGENT = "agent";
    private static final String VOLUME = "volume";

    private final Invocation invocation;

    @Option(names = "--baseline", required = true, paramLabel = "FILE", description = "What agents normally do, as 'baseline' writes it.")
    private Path baseline;

    @Mixin
    private ToolsOption tools;

    @Option(names = "--all", description = "List everything that is new, not only the first of each kind.")
    private boolean all;

    @Option(names = "--fail-on", paramLabel = "EXPR", description = "End with 1 if a count of what is new compares so, such as 'tool>0' or 'tool>0,host>=3'. Counts: agent, tool, host, executable, table, path, shape, order, model, volume; gone, less, more.")
    private FailOn failOn;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(arity = "1..*", paramLabel = "SNAPSHOT", description = "Snapshots to read: what run, demo, import, export or a bare agent left.")
    private List<Path> snapshots;

    DriftCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        Console console = invocation.console();
        if (failOn != null) {
            failOn.requireKnown(Stream.of(Stream.of(AGENT, VOLUME), Stream.of(TraitKind.values()).map(TraitKind::text), Stream.of(Shift.Kind.values()).map(DriftCommand::text)).flatMap(Function.identity()).toList());
        }
        Baseline known = BaselineOption.load(console, baseline);
        Drift drift = new Drift(known, tools.load(console).orElseGet(() -> new ToolCatalogue(List.of())));
        int runs = compare(console, drift);
        List<AgentDrift> agents = drift.agents();
        if (drift.cut()) {
            console.note("More than " + Drift.MOST + " of one kind are new of one agent; the first are counted.");
        }
        if (json.wanted()) {
            console.json(DriftJson.drift(agents, drift.gone(), runs));
        } else {
            new DriftText(console, all).print(agents, drift.gone(), runs, baseline.toString());
        }
        String failed = failOn == null ? null : failOn.firstThatHolds(counts(agents, drift.gone()));
        if (failed != null) {
            console.note("The condition of --fail-on holds: " + failed + ".");
            return ExitCode.CHECK;
        }
        return ExitCode.OK;
    }

    private static String text(Shift.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private int compare(Console console, Drift drift) {
        int[] runs = {0};
        NamedSnapshots.forEachRun(console, "drift:", snapshots, decrypt.keys(invocation), run -> {
            drift.add(run);
            runs[0]++;
        });
        return runs[0];
    }

    private static Map<String, Long> counts(List<AgentDrift> agents, List<String> gone) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(AGENT, agents.stream().filter(agent -> !agent.known()).count());
        for (TraitKind kind : TraitKind.values()) {
            counts.put(kind.text(), agents.stream().flatMap(agent -> agent.traits().stream()).filter(trait -> trait.trait().kind() == kind).count());
        }
        counts.put(VOLUME, agents.stream().mapToLong(agent -> agent.volumes().size()).sum());
        for (Shift.Kind kind : Shift.Kind.values()) {
            long shifts = agents.stream().flatMap(agent -> agent.shifts().stream()).filter(shift -> shift.kind() == kind).count();
            counts.put(text(kind), shifts + (kind == Shift.Kind.GONE ? gone.size() : 0));
        }
        return counts;
    }
}
