package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.Drift;
import dev.pathwarden.policies.inventory.DriftedItem;
import dev.pathwarden.policies.inventory.Inventory;
import dev.pathwarden.policies.inventory.InventoryDrift;
import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.policies.inventory.NewSince;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.recorder.cli.json.InventoryJson;
import dev.pathwarden.recorder.cli.text.InventoryDriftText;
import dev.pathwarden.recorder.cli.text.InventoryText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inventory", sortOptions = false,
        header = "List every agent, model, tool, server, table, host, file, program, guardrail that spoke, label and kind of step that is recorded.",
        description = {"Each with how many steps and runs show it, how many of these steps were stopped, when it was seen first and last, and the labels of what it brought.",
            "What is known of how far it can be trusted stands below it: what a tool does, and who says so; how many of its results were untrusted; each definition of a server's tool, and what changed from one to the next, [-taken out-] and {+put in+}.",
            "With --since, only what an earlier snapshot does not have: things by their kind and name, tools of servers with another definition, and how many runs.",
            "With --json also by which agents, and the condition that finds its steps with 'pathwarden find --where'.",
            "With --baseline, only what drifted from it: new, used by another agent than before, used in a much larger or smaller share of an agent's runs, or gone; with the condition that finds these steps. It is what 'pathwarden drift' tells by agents, which also tells of forms of arguments, orders of tools, places of files and how much a run came to."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, or it cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden inventory pathwarden-demo", "  pathwarden inventory runs --kind host --kind executable", "  pathwarden inventory today --since yesterday", "  pathwarden inventory today --baseline baseline.yaml"})
final class InventoryCommand implements Callable<Integer> {

    private static final int MOST = 50;

    private final Invocation invocation;

    @Option(names = "--kind", paramLabel = "KIND", description = "agent, model, tool, mcp-server, mcp-tool, table, host, directory, executable, file, guardrail, label or operation; may be given several times (default: all).")
    private List<String> kinds = new ArrayList<>();

    @Option(names = "--most", paramLabel = "N", description = "How many of a kind to show, those of most steps first (default: ${DEFAULT-VALUE}).")
    private int most = MOST;

    @Option(names = "--since", paramLabel = "OTHER", description = "An earlier snapshot: shows what is new beside it.")
    private Path since;

    @Option(names = "--baseline", paramLabel = "FILE", description = "What agents normally do, as 'baseline' writes it: shows what drifted from it. Not together with --since.")
    private Path baseline;

    @Mixin
    private ToolsOption tools;

    @Mixin
    private JsonOption json;

    @Mixin
    private DecryptOption decrypt;

    @Mixin
    private SnapshotOption opening;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    InventoryCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException {
        List<InventoryKind> wanted = kinds.isEmpty() ? List.of(InventoryKind.values()) : kinds.stream().map(InventoryCommand::kind).toList();
        if (most < 1) {
            throw new CommandException(ExitCode.USAGE, "--most takes a number from 1, not " + most + ".");
        }
        if (since != null && baseline != null) {
            throw new CommandException(ExitCode.USAGE, "--since and --baseline do not go together: give the one or the other.");
        }
        Console console = invocation.console();
        ToolCatalogue known = tools.load(console).orElseGet(() -> new ToolCatalogue(List.of()));
        if (baseline != null) {
            Baseline normal = BaselineOption.load(console, baseline);
            Drift drift = new Drift(normal, known);
            print(InventoryDrift.of(take(snapshot, known, drift::add, console), normal, drift), wanted, console);
            return ExitCode.OK;
        }
        Consumer<RecordedRun> nothing = run -> { };
        Inventory earlier = since == null ? null : take(since, known, nothing, console);
        Inventory inventory = take(snapshot, known, nothing, console);
        if (earlier == null) {
            print(inventory, wanted, console);
        } else {
            print(NewSince.of(earlier, inventory), inventory, wanted, console);
        }
        return ExitCode.OK;
    }

    private Inventory take(Path of, ToolCatalogue known, Consumer<RecordedRun> besides, Console console) {
        try (Snapshot opened = opening.open(of, decrypt, invocation); Progress progress = console.progress("runs read:")) {
            opened.damages().forEach(console::note);
            Inventory inventory = new Inventory(known);
            int[] read = {0};
            opened.forEachRun(run -> {
                inventory.add(run);
                besides.accept(run);
                progress.at(++read[0], 0);
            });
            return inventory;
        }
    }

    private static List<InventoryItem> of(List<InventoryItem> items, List<InventoryKind> wanted) {
        return items.stream().filter(item -> wanted.contains(item.kind())).toList();
    }

    private void print(Inventory inventory, List<InventoryKind> wanted, Console console) {
        List<InventoryItem> items = of(inventory.items(), wanted);
        if (json.wanted()) {
            console.json(Map.of("items", items.stream().map(InventoryJson::item).toList()));
        } else {
            text(console).print(items, inventory.leftOut(), most);
        }
    }

    private void print(NewSince found, Inventory inventory, List<InventoryKind> wanted, Console console) {
        NewSince shown = new NewSince(found.runs(), of(found.items(), wanted), of(found.redefined(), wanted), found.untold());
        if (json.wanted()) {
            Map<String, Object> news = new LinkedHashMap<>();
            news.put("since", since.toString());
            news.put("runs", shown.runs().stream().map(RunId::toString).toList());
            news.put("items", shown.items().stream().map(InventoryJson::item).toList());
            news.put("redefined", shown.redefined().stream().map(InventoryJson::item).toList());
            news.put("untold", shown.untold().stream().map(InventoryKind::text).toList());
            console.json(news);
        } else {
            text(console).print(shown, since.toString(), inventory.runs().size(), inventory.leftOut(), most);
        }
    }

    private void print(InventoryDrift found, List<InventoryKind> wanted, Console console) {
        List<DriftedItem> items = found.items().stream().filter(item -> wanted.contains(item.item().kind())).toList();
        if (json.wanted()) {
            Map<String, Object> drift = new LinkedHashMap<>();
            drift.put("baseline", baseline.toString());
            drift.put("items", items.stream().map(InventoryJson::drifted).toList());
            drift.put("untold", found.untold().stream().map(InventoryKind::text).toList());
            console.json(drift);
        } else {
            new InventoryDriftText(console.out(), console.terminal().outStyle(), console.terminal().columns()).print(items, found.untold(), baseline.toString(), most);
        }
    }

    private InventoryText text(Console console) {
        return new InventoryText(console.out(), console.terminal().outStyle(), console.terminal().columns());
    }

    private static InventoryKind kind(String text) {
        return InventoryKind.of(text).orElseThrow(() -> new CommandException(ExitCode.USAGE,
                "There is no kind '" + text + "'; there are " + Stream.of(InventoryKind.values()).map(InventoryKind::text).collect(Collectors.joining(", ")) + "."));
    }
}
