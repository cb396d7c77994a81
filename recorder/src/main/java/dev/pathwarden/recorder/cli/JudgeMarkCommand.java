package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "mark", sortOptions = false,
        header = "Say whether it is right that guardrails stop steps.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "2:the command line is wrong", "3:there is no such snapshot, run or step, or the case cannot be read", "4:rights or disk"},
        footer = {"", "Examples:", "  pathwarden judge mark pathwarden-demo 1 12 --right", "  pathwarden judge mark pathwarden-demo 2 4 7 9 --wrong"})
final class JudgeMarkCommand implements Callable<Integer> {

    private final Invocation invocation;

    @Mixin
    private CaseRecording recording;

    @ArgGroup(multiplicity = "1")
    private Said said;

    @Parameters(index = "1", paramLabel = "RUN", description = "Number of the run in the table of 'show', its id, or the beginning of its id.")
    private String run;

    @Parameters(index = "2..*", arity = "1..*", paramLabel = "STEP", description = "Numbers of steps as 'show' prints them, their ids, or the beginnings of their ids.")
    private List<String> steps;

    /** What is said of the steps. */
    private static final class Said {

        @Option(names = "--right", required = true, description = "They should be stopped.")
        private boolean right;

        @Option(names = "--wrong", required = true, description = "They are good work, and should not be stopped.")
        private boolean wrong;

        @Option(names = "--remove", required = true, description = "Take away what was said.")
        private boolean remove;
    }

    JudgeMarkCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        return recording.edit(invocation, this::edit);
    }

    private CaseEdit edit(Snapshot opened, Case now) {
        RecordedRun chosen = RunChoice.run(opened, run);
        Set<Subject> subjects = new LinkedHashSet<>(steps.stream().map(step -> new Subject(chosen.run().id(), RunChoice.step(chosen, step).id())).toList());
        CaseEdit edit = CaseEdit.NONE;
        for (Subject subject : subjects) {
            edit = edit.and(said.remove ? CaseEdit.remove(now.marks().stream().filter(mark -> subject.equals(mark.subject()) && mark.content() instanceof MarkContent.Judged).toList())
                    : CaseEdit.make(now, subject, new MarkContent.Judged(said.right)));
        }
        return edit;
    }
}
