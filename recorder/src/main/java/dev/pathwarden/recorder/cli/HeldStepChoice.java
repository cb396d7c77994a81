package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.hold.HeldStep;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds the held step that a command names by its id or the beginning of it. */
final class HeldStepChoice {

    private static final int SHORTEST_PREFIX = 4;

    private HeldStepChoice() {
    }

    /** The only one of these steps whose id begins so. */
    static HeldStep of(String id, List<HeldStep> steps, Path recording) {
        String prefix = id.toLowerCase(Locale.ROOT);
        List<HeldStep> found = steps.stream().filter(held -> prefix.length() >= SHORTEST_PREFIX && held.step().id().toString().startsWith(prefix)).toList();
        if (found.size() > 1) {
            throw new CommandException(ExitCode.INPUT, "More than one held step of " + recording + " begins with '" + id + "': give more of the id.");
        }
        if (found.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no held step '" + id + "' in " + recording + ": 'pathwarden approvals list --all' shows their ids.");
        }
        return found.get(0);
    }
}
