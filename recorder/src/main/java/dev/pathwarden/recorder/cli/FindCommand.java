package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.json.StepJson;
import dev.pathwarden.model.search.FoundStep;
import dev.pathwarden.model.search.FoundSteps;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.VerdictType;
import dev.pathwarden.policies.search.SearchResult;
import dev.pathwarden.policies.search.StepSearch;
import dev.pathwarden.recorder.cli.text.FoundText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "find", sortOptions = false,
        header = "Find steps in all recorded runs.",
        description = {"A step is found if all that is asked for holds for it; of several values of one option, one is enough.",
            "With --text, the words must stand in one text of the step: its name, arguments, facts, result, error, or what a guardrail said. Upper and lower case are alike.",
            "--where takes a condition as guardrails have it, which here can also read what came of the step, such as step.status or step.sql.rows: docs/guardrails.md names all it can read. Words in double quotes can be joined to it by &&, also with ! before them."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, whether or not something was found", "2:the command line is wrong", "3:there is no such snapshot, or it cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden find runs --operation data.sql --label pii.email", "  pathwarden find incident.pathwarden --text invoices@example.org", "  pathwarden find incident.pathwarden --tag exfil",
            "  pathwarden find monday --where \"step.sql.rows > 100 && !once(step.name == 'approve')\"",
            "  pathwarden find monday --where '\"invoice\" && step.operation == \"data.sql\"'"})
final class FindCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private JsonOption json;

    @Mixin
    private SnapshotOption opening;

    @Option(names = "--text", paramLabel = "WORDS", description = "Words that stand in the step.")
    private String text;

    @Option(names = "--operation", split = ",", paramLabel = "OPERATION", description = "Such as tool.call or data.sql.")
    private List<String> operations = List.of();

    @Option(names = "--name", split = ",", paramLabel = "NAME", description = "Tool, table, file name or host, as 'show' names the step.")
    private List<String> names = List.of();

    @Option(names = "--agent", split = ",", paramLabel = "ID", description = "Durable id of the agent.")
    private List<String> agents = List.of();

    @Option(names = "--label", split = ",", paramLabel = "LABEL", description = "A label of what went in or came out, such as pii.email.")
    private List<String> labels = List.of();

    @Option(names = "--guardrail", split = ",", paramLabel = "ID", description = "A guardrail that gave a verdict on it.")
    private List<String> guardrails = List.of();

    @Option(names = "--action", split = ",", paramLabel = "ACTION", description = "What a verdict asked for, such as block; with --guardrail, that guardrail's.")
    private List<String> actions = List.of();

    @Option(names = "--verdict", split = ",", paramLabel = "VERDICT", description = "The strongest verdict on it: allow, warn, modify, escalate or deny.")
    private List<String> verdicts = List.of();

    @Option(names = "--status", split = ",", paramLabel = "STATUS", description = "How it ended: ok, error, blocked or unfinished.")
    private List<String> statuses = List.of();

    @Option(names = "--where", paramLabel = "CONDITION", description = "A condition that holds for the step, in the language of guardrails.")
    private String where;

    @Mixin
    private MarkOption marks;

    @Option(names = "--most", paramLabel = "N", defaultValue = "50", description = "Show this many at most; all are counted. Default: ${DEFAULT-VALUE}.")
    private int most;

    @Mixin
    private DecryptOption decrypt;

    @Parameters(index = "0", paramLabel = "SNAPSHOT", description = "What run, demo, import, export or a bare agent left.")
    private Path snapshot;

    FindCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        StepFilter filter = filter();
        if (filter.equals(StepFilter.ALL) && where == null && !marks.wanted()) {
            throw new CommandException(ExitCode.USAGE, "Nothing is said of the steps to find: give --where, --text, --operation or another of the options; 'pathwarden show' lists all runs.");
        }
        if (most < 1) {
            throw new CommandException(ExitCode.USAGE, "--most takes a number from 1, not " + most + ".");
        }
        StepSearch search = where == null ? null : ConditionOption.search("--where", where);
        Console console = invocation.console();
        try (Snapshot opened = opening.open(snapshot, decrypt, invocation)) {
            opened.damages().forEach(console::note);
            SearchResult result = search == null ? new SearchResult(opened.find(filter, done -> { }), Map.of()) : search.find(opened, filter, done -> { });
            FoundSteps found = marks.among(result.places(), opened, invocation).first(opened.runs().stream().map(run -> run.run().id()).toList(), most);
            if (json.wanted()) {
                console.json(json(opened, found));
            } else {
                FoundText text = new FoundText(console.out(), console.terminal().outStyle(), console.terminal().columns());
                text.print(opened.runs().stream().map(run -> run.run().id()).toList(), steps(opened, found), found.total(), filter.text());
                if (found.total() == 0) {
                    ConditionOption.notEvaluated(result).ifPresent(console.out()::println);
                }
            }
        }
        return ExitCode.OK;
    }

    private StepFilter filter() {
        if (text != null && text.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--text takes the words to find, and got none.");
        }
        return new StepFilter(known(operations, Operation::of, Operation::text, "operation", Operation.values()), Set.copyOf(names), Set.copyOf(agents), Set.copyOf(labels), StepFilter.Labelled.EITHER, Set.copyOf(guardrails),
                known(actions, Action::of, Action::text, "action", Action.values()), known(verdicts, VerdictType::of, VerdictType::text, "verdict", VerdictType.values()),
                known(statuses, Status::of, Status::text, "status", Status.values()), text);
    }

    private static <T> Set<T> known(List<String> given, Function<String, Optional<T>> table, Function<T, String> text, String what, T[] all) {
        return given.stream().map(name -> table.apply(name).orElseThrow(() -> new CommandException(ExitCode.USAGE, "There is no " + what + " '" + name + "'; there are "
                + Arrays.stream(all).map(text).collect(Collectors.joining(", ")) + ".")))
                .collect(Collectors.toSet());
    }

    /** The steps with their runs, each run read once: what was found stands in the order of the runs. */
    private static List<FoundText.Found> steps(Snapshot opened, FoundSteps found) {
        List<FoundText.Found> steps = new ArrayList<>();
        RecordedRun run = null;
        for (FoundStep step : found.steps()) {
            run = run != null && run.run().id().equals(step.run()) ? run : opened.run(step.run());
            steps.add(new FoundText.Found(step.run(), step.place(), run.steps().get(step.place())));
        }
        return steps;
    }

    private static Map<String, Object> json(Snapshot opened, FoundSteps found) {
        List<Object> steps = new ArrayList<>();
        for (FoundText.Found one : steps(opened, found)) {
            RecordedStep step = one.step();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("run", one.run().toString());
            json.put("number", one.place() + 1L);
            json.putAll(StepJson.of(step));
            steps.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("total", found.total());
        json.put("steps", steps);
        return json;
    }
}
