package dev.pathwarden.recorder.cli;

import picocli.CommandLine.Option;

/** The option of every command that prints a result. */
final class JsonOption {

    @Option(names = "--json", description = "Print the result as JSON on one line.")
    private boolean json;

    boolean wanted() {
        return json;
    }
}
