package dev.pathwarden.recorder.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", sortOptions = false,
        header = "Show what was marked: findings, then the marks of each run and step, then filters.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, or it or its case cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden case show pathwarden-demo"})
final class CaseShowCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private CaseRecording recording;

    CaseShowCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return recording.show(invocation);
    }
}
