package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.ToolCatalogueParser;
import dev.pathwarden.policies.tool.ToolCatalogue;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A catalogue of tools as a command line names it. */
final class ToolsOption {

    private static final long MAX_BYTES = 16 << 20;

    @Option(names = "--tools", paramLabel = "CATALOGUE", description = "What each tool does, a YAML file as 'tools draft' writes it (default: what a bundle says of them, and else their names).")
    private Path tools;

    /** What was named; null for none. */
    Path file() {
        return tools;
    }

    /** Reads the catalogue that was named. A file with an error is refused as a whole: a tool that is left out would be taken for what its name says. */
    Optional<ToolCatalogue> load(Console console) throws IOException {
        return tools == null ? Optional.empty() : Optional.of(load(console, tools));
    }

    private static ToolCatalogue load(Console console, Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new CommandException(ExitCode.INPUT, "The catalogue " + file + " is larger than " + (MAX_BYTES >> 20) + " MB.");
        }
        ToolCatalogueParser.Parsed parsed;
        try {
            parsed = ToolCatalogueParser.parse(new GuardrailSource(file.toString(), Files.readString(file)));
        } catch (MalformedInputException binary) {
            throw new CommandException(ExitCode.INPUT, "The catalogue " + file + " is no text in UTF-8.");
        }
        for (Problem problem : parsed.problems()) {
            console.err().println(Escaped.text(problem.toString()));
        }
        if (!parsed.problems().isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "The catalogue " + file + " has errors and was not used; correct those above.");
        }
        return parsed.catalogue();
    }
}
