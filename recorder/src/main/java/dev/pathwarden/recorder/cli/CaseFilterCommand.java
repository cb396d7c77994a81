package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "filter", sortOptions = false,
        header = "Keep a filter under a name.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot or filter, or the case cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden case filter pathwarden-demo --name 'many rows' --text 'step.sql.rows > 100'"})
final class CaseFilterCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private CaseRecording recording;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "What it is called; one that is called so already is replaced.")
    private String name;

    @Option(names = "--text", paramLabel = "FILTER", description = "What the filter bar of the workbench is to be given: words, or a condition as guardrails have it.")
    private String text;

    @Option(names = "--remove", description = "Remove the filter of that name.")
    private boolean remove;

    CaseFilterCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (remove == (text != null)) {
            throw new CommandException(ExitCode.USAGE, "Say either what the filter is, with --text FILTER, or that it is to go, with --remove.");
        }
        return recording.edit(invocation, (opened, now) -> remove ? remove(now) : CaseEdit.make(now, null, new MarkContent.SavedFilter(name, text)));
    }

    private CaseEdit remove(Case now) {
        List<Mark> there = now.marks().stream().filter(mark -> mark.content() instanceof MarkContent.SavedFilter filter && filter.name().equals(name.strip())).toList();
        if (there.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no filter '" + name + "': 'pathwarden case show' prints those that are there.");
        }
        return CaseEdit.remove(there);
    }
}
