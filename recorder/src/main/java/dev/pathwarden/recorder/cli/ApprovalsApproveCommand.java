package dev.pathwarden.recorder.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "approve", sortOptions = false,
        header = "Let a waiting step happen, once and with the arguments that list shows.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the process has taken the answer", "1:the step ended its wait in another way", "2:the command line is wrong", "3:there is no such recording or waiting step",
            "4:rights or disk, an answer from within the run, or a process that did not take the answer"},
        footer = {"", "Example:", "  pathwarden approvals approve pathwarden-run-1 b7ad6b71"})
final class ApprovalsApproveCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private ApprovalAnswer answer;

    ApprovalsApproveCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return answer.give(invocation, true);
    }
}
