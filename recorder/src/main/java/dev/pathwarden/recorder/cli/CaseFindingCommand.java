package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.MarkContent;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "finding", sortOptions = false,
        header = "Write down what was found on a run or a step, how bad it is, and whether it is so.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run, step or finding, or the case cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden case finding pathwarden-demo 1 12 --title 'Customer data left' --severity high", "  pathwarden case finding pathwarden-demo --id 3f2a --state confirmed"})
final class CaseFindingCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private MarkChoice choice;

    @Option(names = "--title", paramLabel = "TITLE", description = "What it is, on one line; needed for a new one.")
    private String title;

    @Option(names = "--severity", paramLabel = "SEVERITY", description = "How bad it is: critical, high, medium, low or info (default: medium).")
    private String severity;

    @Option(names = "--state", paramLabel = "STATE", description = "How far it was looked into: open, confirmed or dismissed (default: open).")
    private String state;

    @Option(names = "--text", paramLabel = "TEXT", description = "More about it, any lines.")
    private String text;

    CaseFindingCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return choice.edit(invocation, "finding", before -> {
            if (before == null && title == null) {
                throw new CommandException(ExitCode.USAGE, "Say what was found: --title TITLE.");
            }
            MarkContent.Finding there = before == null ? new MarkContent.Finding(title, FindingSeverity.MEDIUM, FindingState.OPEN, "") : (MarkContent.Finding) before;
            return new MarkContent.Finding(title == null ? there.title() : title, severity == null ? there.severity() : known(severity, "severity", FindingSeverity::of, FindingSeverity.values(), FindingSeverity::text),
                    state == null ? there.state() : known(state, "state", FindingState::of, FindingState.values(), FindingState::text), text == null ? there.text() : text);
        });
    }

    private static <T> T known(String given, String what, Function<String, Optional<T>> table, T[] all, Function<T, String> text) {
        return table.apply(given).orElseThrow(() -> new CommandException(ExitCode.USAGE, "There is no " + what + " '" + given + "'; there are " + Arrays.stream(all).map(text).collect(Collectors.joining(", ")) + "."));
    }
}
