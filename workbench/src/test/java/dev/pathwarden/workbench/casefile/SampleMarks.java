package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.MarkId;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Marks of a case for the tests of views. */
public final class SampleMarks {

    public static final MarkContent STAR = new MarkContent.Star();
    public static final MarkContent TAG = new MarkContent.Tag("exfil");
    public static final MarkContent NOTE = new MarkContent.Note("The address is not of a customer.");

    private SampleMarks() {
    }

    /** An open finding. */
    public static MarkContent finding(FindingSeverity severity) {
        return new MarkContent.Finding("Customer data left", severity, FindingState.OPEN, "");
    }

    /** Marks on the steps at some places of a run. */
    public static StepMarks of(PathIndex path, Map<Integer, List<MarkContent>> byPlace) {
        SplittableRandom ids = new SplittableRandom(7);
        Map<Subject, List<Mark>> marks = new HashMap<>();
        byPlace.forEach((place, some) -> {
            Subject on = new Subject(path.run().run().id(), path.step(place).id());
            marks.put(on, some.stream().map(content -> new Mark(MarkId.parse(String.format("%016x%016x", ids.nextLong(), ids.nextLong())).orElseThrow(), on, content, "ada", 1, 1)).toList());
        });
        return StepMarks.of(path, marks);
    }
}
