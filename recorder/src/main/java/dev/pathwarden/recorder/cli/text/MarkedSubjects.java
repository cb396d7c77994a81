package dev.pathwarden.recorder.cli.text;

import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.text.Escaped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What runs and steps that are marked are called: by the numbers that {@code show} prints, with their names. */
public final class MarkedSubjects {

    private static final int ID = 8;

    /** What is told of one; numbers from 1, or 0 where it is not in the recording. */
    private record Told(int run, int step, String name) {
    }

    private final Map<Subject, Told> told = new HashMap<>();

    private MarkedSubjects() {
    }

    /** Looks them up; each run of which a step is marked is read once. */
    public static MarkedSubjects of(Snapshot recording, Collection<Subject> subjects) {
        MarkedSubjects marked = new MarkedSubjects();
        Map<RunId, Integer> numbers = new HashMap<>();
        List<RunSummary> runs = recording.runs();
        runs.forEach(run -> numbers.put(run.run().id(), numbers.size() + 1));
        RecordedRun read = null;
        // In their order those of one run stand together.
        for (Subject subject : new TreeSet<>(subjects)) {
            int number = numbers.getOrDefault(subject.run(), 0);
            if (number > 0 && subject.step() != null) {
                read = read != null && read.run().id().equals(subject.run()) ? read : recording.run(subject.run());
                marked.told.put(subject, step(number, read, subject));
            } else {
                String agent = number == 0 ? null : runs.get(number - 1).run().agentName();
                marked.told.put(subject, new Told(number, 0, agent == null ? "" : agent));
            }
        }
        return marked;
    }

    private static Told step(int number, RecordedRun run, Subject subject) {
        for (int i = 0; i < run.steps().size(); i++) {
            RecordedStep step = run.steps().get(i);
            if (step.id().equals(subject.step())) {
                return new Told(number, i + 1, step.operation().text() + (step.step().name().isBlank() ? "" : " " + step.step().name()));
            }
        }
        return new Told(number, 0, "");
    }

    /** As in "step 3 of run 1 (4bf92f35), data.sql customers", safe to print. */
    public String text(Subject subject) {
        Told of = told.getOrDefault(subject, new Told(0, 0, ""));
        boolean missing = of.run() == 0 || subject.step() != null && of.step() == 0;
        String run = of.run() == 0 ? "run " + subject.run() : "run " + of.run() + " (" + subject.run().toString().substring(0, ID) + ")";
        String step = subject.step() == null ? "" : "step " + (of.step() == 0 ? subject.step().toString() : String.valueOf(of.step())) + " of ";
        return step + run + (missing ? ", which is not here" : of.name().isBlank() ? "" : ", " + Escaped.text(of.name()));
    }

    /** Where it stands among all: by the number of its run, then by that of its step, the run as a whole first; behind them what is not in the recording. */
    public long order(Subject subject) {
        Told of = told.getOrDefault(subject, new Told(0, 0, ""));
        return of.run() == 0 ? Long.MAX_VALUE : ((long) of.run() << Integer.SIZE) + (subject.step() != null && of.step() == 0 ? Integer.MAX_VALUE : of.step());
    }
}
