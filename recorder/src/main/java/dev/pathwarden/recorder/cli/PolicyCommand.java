package dev.pathwarden.recorder.cli;

import picocli.CommandLine.Command;

@Command(name = "policy", sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        header = "Test, check, compile and sign guardrails.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:a test failed, or a check that was asked for", "2:the command line is wrong", "3:a guardrail has an error", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden policy test drafts"})
final class PolicyCommand {
}
