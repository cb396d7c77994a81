package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.guardrail.BaselineParser;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A baseline that a command line names. */
final class BaselineFile {

    private BaselineFile() {
    }

    /** Reads it. A file with an error is refused as a whole: an agent that is left out would be taken for one that was never seen. */
    static Baseline load(Console console, Path file) throws IOException {
        if (Files.size(file) > BaselineParser.MAX_CHARS) {
            throw new CommandException(ExitCode.INPUT, "The baseline " + file + " is larger than " + (BaselineParser.MAX_CHARS >> 20) + " MB.");
        }
        BaselineParser.Parsed parsed;
        try {
            parsed = BaselineParser.parse(new GuardrailSource(file.toString(), Files.readString(file)));
        } catch (MalformedInputException binary) {
            throw new CommandException(ExitCode.INPUT, "The baseline " + file + " is no text in UTF-8.");
        }
        for (Problem problem : parsed.problems()) {
            console.err().println(Escaped.text(problem.toString()));
        }
        if (!parsed.problems().isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "The baseline " + file + " has errors and was not used; correct those above.");
        }
        return parsed.baseline();
    }
}
