package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.text.Escaped;
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.guardrail.BaselineFile;
import dev.pathwarden.policies.guardrail.BaselineParser;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.novelty.Habits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What agents normally do, as a command line names it for guardrails to know. */
final class BaselineOption {

    @Option(names = "--baseline", paramLabel = "BASELINE", description = "What agents normally do, a YAML file as 'baseline' writes it (default: what a bundle says of them; without either, nothing is known to be new).")
    private Path baseline;

    /** What was named; null for none. */
    Path file() {
        return baseline;
    }

    /** Reads the baseline that was named. */
    Optional<Habits> load(Console console) throws IOException {
        return baseline == null ? Optional.empty() : Optional.of(load(console, baseline).habits());
    }

    /** Reads a baseline and says on the console what is wrong with it; one with an error is refused as a whole. */
    static Baseline load(Console console, Path file) throws IOException {
        BaselineParser.Parsed parsed = new BaselineFile(file).read();
        for (Problem problem : parsed.problems()) {
            console.err().println(Escaped.text(problem.toString()));
        }
        if (!parsed.problems().isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "The baseline " + file + " has errors and was not used; correct those above.");
        }
        return parsed.baseline();
    }
}
