package dev.pathwarden.recorder.cli;

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
        return baseline == null ? Optional.empty() : Optional.of(BaselineFile.load(console, baseline).habits());
    }
}
