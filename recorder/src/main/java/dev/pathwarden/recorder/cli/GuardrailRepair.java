package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.authoring.GuardrailCheck;
import dev.pathwarden.policies.authoring.SavedFile;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Repairs guardrail files where they lie. */
final class GuardrailRepair {

    private final Path place;

    /** @param place directory or file that they were read from; null for the shipped pack */
    GuardrailRepair(Path place) {
        this.place = place;
    }

    /**
     * Repairs what can be repaired for certain, and writes the files of which something was; each as a whole or not at all.
     *
     * @throws CommandException if they are in no files of the user, or one was changed since it was read
     */
    GuardrailCheck.Repaired repair(List<GuardrailSource> sources, LocalDate today) throws IOException {
        if (place == null) {
            throw new CommandException(ExitCode.USAGE, "The shipped pack is part of Pathwarden and is not changed: name a directory or a file of your own for --fix.");
        }
        GuardrailCheck.Repaired repaired = new GuardrailCheck(today, () -> { }).repair(sources);
        for (int i = 0; i < sources.size(); i++) {
            GuardrailSource before = sources.get(i);
            Path file = Files.isDirectory(place) ? place.resolve(before.name()) : place;
            String text = repaired.sources().get(i).text();
            if (!text.equals(before.text()) && SavedFile.write(file, text, before.text()).isPresent()) {
                throw new CommandException(ExitCode.INPUT, file + " was changed while it was read: nothing was written to it. Ask again.");
            }
        }
        return repaired;
    }
}
