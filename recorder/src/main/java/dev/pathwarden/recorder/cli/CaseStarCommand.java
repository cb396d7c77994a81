package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "star", sortOptions = false,
        header = "Mark a run or a step to be looked at again.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run, step or star, or the case cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden case star pathwarden-demo 1 12"})
final class CaseStarCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private MarkedStep marked;

    @Option(names = "--remove", description = "Take the star away.")
    private boolean remove;

    CaseStarCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return marked.edit(invocation, this::edit);
    }

    private CaseEdit edit(Subject subject, Case now) {
        if (!remove) {
            return CaseEdit.make(now, subject, new MarkContent.Star());
        }
        CaseEdit edit = CaseEdit.remove(now.marks().stream().filter(mark -> subject.equals(mark.subject()) && mark.content() instanceof MarkContent.Star).toList());
        if (edit.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no star on that " + (subject.step() == null ? "run" : "step") + ": 'pathwarden case show' prints what is marked.");
        }
        return edit;
    }
}
