package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import java.util.Comparator;
import java.util.List;

/**
 * The marks of a run and of its steps, or of a step alone, as one value; the one that weighs most is the greatest.
 *
 * @param worst the worst severity of a finding that was not dismissed; null for none
 * @param stars how many stars
 * @param tags how many tags
 * @param notes how many notes
 * @param findings how many findings
 */
public record RunMarks(FindingSeverity worst, int stars, int tags, int notes, int findings) implements Comparable<RunMarks> {

    /** No marks. */
    public static final RunMarks NONE = new RunMarks(null, 0, 0, 0, 0);

    /** One star, as a sample. */
    public static final RunMarks STAR = new RunMarks(null, 1, 0, 0, 0);

    private static final Comparator<RunMarks> ORDER = Comparator.comparing(RunMarks::worst, Comparator.nullsFirst(Comparator.reverseOrder())).thenComparing(RunMarks::stars).thenComparing(RunMarks::findings)
            .thenComparing(RunMarks::tags).thenComparing(RunMarks::notes);

    /** Of several, as one. */
    static RunMarks of(List<Mark> some) {
        return some.stream().map(mark -> of(mark.content())).reduce(NONE, RunMarks::plus);
    }

    private static RunMarks of(MarkContent content) {
        return switch (content) {
            case MarkContent.Star star -> new RunMarks(null, 1, 0, 0, 0);
            case MarkContent.Tag tag -> new RunMarks(null, 0, 1, 0, 0);
            case MarkContent.Note note -> new RunMarks(null, 0, 0, 1, 0);
            case MarkContent.Finding finding -> new RunMarks(finding.state() == FindingState.DISMISSED ? null : finding.severity(), 0, 0, 0, 1);
            case MarkContent.Judged judged -> NONE;
            case MarkContent.SavedFilter filter -> NONE;
        };
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return stars + tags + notes + findings == 0;
    }

    /** Both as one. */
    public RunMarks plus(RunMarks other) {
        FindingSeverity both = worst == null || other.worst != null && other.worst.compareTo(worst) < 0 ? other.worst : worst;
        return new RunMarks(both, stars + other.stars, tags + other.tags, notes + other.notes, findings + other.findings);
    }

    @Override
    public int compareTo(RunMarks other) {
        return ORDER.compare(this, other);
    }
}
