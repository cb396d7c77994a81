package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import java.util.List;
import java.util.Locale;

/** Finds the run or the step that a user named: by number, by id, or by the beginning of an id. */
final class RunChoice {

    /** Longest text taken for a number; ids that begin with more digits are told by them. */
    private static final int LONGEST_NUMBER = 6;
    private static final int SHORTEST_PREFIX = 4;

    private RunChoice() {
    }

    /**
     * The run of that name.
     *
     * @param name number in the snapshot's order from 1, id, or the beginning of an id
     */
    static RecordedRun run(Snapshot snapshot, String name) {
        List<RunSummary> runs = snapshot.runs();
        int index = index(name, runs.stream().map(summary -> summary.run().id().toString()).toList(), "run", snapshot.location().toString());
        RunId id = runs.get(index).run().id();
        return snapshot.run(id);
    }

    /**
     * The step of that name.
     *
     * @param name number on the path from 1, id, or the beginning of an id
     */
    static RecordedStep step(RecordedRun run, String name) {
        return run.steps().get(index(name, run.steps().stream().map(step -> step.id().toString()).toList(), "step", "run " + run.run().id()));
    }

    private static int index(String name, List<String> ids, String kind, String where) {
        if (name.matches("[0-9]{1," + LONGEST_NUMBER + "}")) {
            int number = Integer.parseInt(name);
            if (number >= 1 && number <= ids.size()) {
                return number - 1;
            }
        }
        String prefix = name.toLowerCase(Locale.ROOT);
        int found = -1;
        for (int i = 0; prefix.length() >= SHORTEST_PREFIX && i < ids.size(); i++) {
            if (ids.get(i).startsWith(prefix)) {
                if (found >= 0) {
                    throw new CommandException(ExitCode.INPUT, "More than one " + kind + " of " + where + " begins with '" + name + "': give more of the id.");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new CommandException(ExitCode.INPUT, "There is no " + kind + " '" + name + "' in " + where + ": give a number from 1 to " + ids.size() + ", or an id or its beginning.");
        }
        return found;
    }
}
