package dev.pathwarden.recorder.cli;

import picocli.CommandLine.Command;

@Command(name = "case", sortOptions = false, synopsisSubcommandLabel = "COMMAND", commandListHeading = "%nCommands:%n",
        header = "Keep what you found out: stars, tags, notes, findings and filters.",
        description = {"They are kept in a file beside the recording, SNAPSHOT.case.json, or among your own files where nothing can be written there. The recording itself is not changed. docs/case.md tells of the file."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run, step or mark, or the case cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden case star pathwarden-demo 1 12", "  pathwarden case finding pathwarden-demo 1 12 --title 'Customer data left' --severity high", "  pathwarden case show pathwarden-demo"})
final class CaseCommand {
}
