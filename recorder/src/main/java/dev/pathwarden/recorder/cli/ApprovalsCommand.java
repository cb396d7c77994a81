package dev.pathwarden.recorder.cli;

import picocli.CommandLine.Command;

@Command(name = "approvals", sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        header = "See which steps wait for an answer, and answer.",
        description = {"A guardrail with 'action: hold' lets a step wait. Whoever has the approver's key can answer, from a terminal or the workbench, outside of the recorded run; "
            + "the key is made by the first 'run'. An answer counts for this one step and what it was shown with, once, until the wait expires; no answer is a denial."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the step ended its wait in another way", "2:the command line is wrong", "3:there is no such recording or waiting step",
            "4:rights or disk, an answer from within the run, or a process that did not take the answer"},
        footer = {"", "Example:", "  pathwarden approvals list pathwarden-run-1"})
final class ApprovalsCommand {
}
