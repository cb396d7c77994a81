package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "tag", sortOptions = false,
        header = "Give a run or a step a tag, to find it by.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run, step or tag, or the case cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden case tag pathwarden-demo 1 12 --tag exfil"})
final class CaseTagCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private MarkedStep marked;

    @Option(names = "--tag", required = true, split = ",", paramLabel = "TAG", description = "The tag, at most " + MarkContent.LONGEST_TAG + " characters.")
    private List<String> tags;

    @Option(names = "--remove", description = "Take the tag away.")
    private boolean remove;

    CaseTagCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return marked.edit(invocation, this::edit);
    }

    private CaseEdit edit(Subject subject, Case now) {
        CaseEdit edit = CaseEdit.NONE;
        for (MarkContent.Tag tag : new LinkedHashSet<>(tags.stream().map(MarkContent.Tag::new).toList())) {
            edit = edit.and(remove ? remove(now, subject, tag) : CaseEdit.make(now, subject, tag));
        }
        return edit;
    }

    private static CaseEdit remove(Case now, Subject subject, MarkContent.Tag tag) {
        List<Mark> there = now.marks().stream().filter(mark -> subject.equals(mark.subject()) && mark.content().equals(tag)).toList();
        if (there.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no tag '" + tag.tag() + "' on that " + (subject.step() == null ? "run" : "step") + ": 'pathwarden case show' prints what is marked.");
        }
        return CaseEdit.remove(there);
    }
}
