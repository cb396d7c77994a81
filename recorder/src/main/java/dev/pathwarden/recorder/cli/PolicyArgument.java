package dev.pathwarden.recorder.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The guardrails that a {@code policy} command is about, named with or without the option that other commands have. */
final class PolicyArgument {

    @Parameters(arity = "0..1", paramLabel = "DIR", description = "Guardrails: a directory of YAML files, or one such file (default: the shipped pack).")
    private Path directory;

    @Option(names = "--policies", paramLabel = "DIR", description = "The same, as other commands name it.")
    private Path option;

    /** The directory or file that was named; null for the shipped pack. */
    Path directory() {
        if (directory != null && option != null) {
            throw new CommandException(ExitCode.USAGE, "Name the guardrails once, as DIR or with --policies.");
        }
        return directory != null ? directory : option;
    }

    /** The same in words. */
    String text() {
        return directory() == null ? "the shipped pack" : directory().toString();
    }
}
