package dev.pathwarden.recorder.cli;

import picocli.CommandLine.Command;

@Command(name = "judge", sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        header = "Say whether stopping steps is right or wrong, and measure guardrails on that.",
        description = {"What is said stands in the case of the recording. A step is judged, not a guardrail: whatever guardrails are tried later are measured on the same steps."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run, step or guardrail, or it or the case cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden judge mark pathwarden-demo 1 12 --right", "  pathwarden judge show --policies drafts pathwarden-demo"})
final class JudgeCommand {
}
