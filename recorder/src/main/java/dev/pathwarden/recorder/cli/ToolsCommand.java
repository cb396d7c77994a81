package dev.pathwarden.recorder.cli;

import picocli.CommandLine.Command;

@Command(name = "tools", sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        header = "Say what the tools of an agent do.",
        description = "A catalogue says of each tool whether it reads, changes, sends or destroys, what part each argument plays, and how far what it gives back is to be trusted. Without one, tools are taken for what their names say.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:a snapshot or catalogue cannot be read", "4:rights or disk"},
        footer = {"", "Example:", "  pathwarden tools draft pathwarden-demo --out tools.yaml"})
final class ToolsCommand {
}
