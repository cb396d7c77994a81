package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.snapshot.Snapshot;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which note or finding is meant: a new one on a run or step, or one that is there. */
final class MarkChoice {

    private static final int SHORTEST_PREFIX = 4;

    @Mixin
    private CaseRecording recording;

    @Option(names = "--id", paramLabel = "ID", description = "Change the one with this id, or that begins with it, as 'case show' prints it.")
    private String id;

    @Option(names = "--remove", description = "Remove the one with that --id.")
    private boolean remove;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "For a new one: number of the run in the table of 'show', its id, or the beginning of its id.")
    private String run;

    @Parameters(index = "2", arity = "0..1", paramLabel = "STEP", description = "Number of the step as 'show' prints it, its id, or the beginning of its id (default: the run as a whole).")
    private String step;

    /**
     * Makes, changes or removes it.
     *
     * @param kind what is meant, as in {@link MarkContent#kind}
     * @param content makes what is to stand there of what does; of null for a new one
     */
    int edit(Invocation invocation, String kind, UnaryOperator<MarkContent> content) {
        if (id == null && remove) {
            throw new CommandException(ExitCode.USAGE, "Say which " + kind + " is to be removed: --id ID, as 'pathwarden case show' prints it.");
        }
        if ((id == null) == (run == null)) {
            throw new CommandException(ExitCode.USAGE, id == null ? "Say what the " + kind + " is on: RUN, and a STEP of it; or --id ID, to change one." : "--id names a " + kind + " that is there, so leave out RUN and STEP.");
        }
        return recording.edit(invocation, (opened, now) -> edit(opened, now, kind, content));
    }

    private CaseEdit edit(Snapshot opened, Case now, String kind, UnaryOperator<MarkContent> content) {
        if (id == null) {
            return CaseEdit.make(now, MarkedStep.subject(opened, run, step), content.apply(null));
        }
        Mark mark = mark(now, kind);
        return remove ? CaseEdit.remove(List.of(mark)) : CaseEdit.change(now, mark, content.apply(mark.content()));
    }

    private Mark mark(Case now, String kind) {
        String prefix = id.toLowerCase(Locale.ROOT);
        List<Mark> found = prefix.length() < SHORTEST_PREFIX ? List.of() : now.marks().stream().filter(mark -> mark.content().kind().equals(kind) && mark.id().text().startsWith(prefix)).toList();
        if (found.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, "There is no " + kind + " with the id '" + id + "': 'pathwarden case show' prints those that are there; give at least " + SHORTEST_PREFIX + " digits.");
        }
        if (found.size() > 1) {
            throw new CommandException(ExitCode.INPUT, "More than one " + kind + " has an id that begins with '" + id + "': give more of it, as --json prints it.");
        }
        return found.get(0);
    }
}
