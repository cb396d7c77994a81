package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.MarkContent;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "note", sortOptions = false,
        header = "Write a note to a run or a step.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run, step or note, or the case cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden case note pathwarden-demo 1 12 --text 'The address is not of a customer.'", "  pathwarden case note pathwarden-demo --id 3f2a --remove"})
final class CaseNoteCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private MarkChoice choice;

    @Option(names = "--text", paramLabel = "TEXT", description = "The note, any lines.")
    private String text;

    CaseNoteCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return choice.edit(invocation, "note", before -> {
            if (text == null) {
                throw new CommandException(ExitCode.USAGE, "Say what the note is to say: --text TEXT.");
            }
            return new MarkContent.Note(text);
        });
    }
}
