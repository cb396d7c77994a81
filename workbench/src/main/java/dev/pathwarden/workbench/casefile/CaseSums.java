package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.MarkId;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The marks of a case by what they are on, with the sum of each run and the tags. Another state of the case is compared with the one before, and only what differs is sorted and summed up again. For one thread at a
 * time.
 */
final class CaseSums {

    private final Map<RunId, Map<Subject, List<Mark>>> byRun = new HashMap<>();
    private final Map<RunId, RunMarks> sums = new HashMap<>();
    private final TreeMap<String, Integer> tags = new TreeMap<>();
    private Case taken = Case.EMPTY;

    /** What a state took from a subject and put there. */
    private static final class Difference {
        private final Set<MarkId> gone = new HashSet<>();
        private final List<Mark> came = new ArrayList<>();
    }

    /** Whether there is no mark. */
    boolean isEmpty() {
        return byRun.isEmpty();
    }

    /** Takes up another state of the case, in place of the one before. Returns the runs whose marks differ. */
    Set<RunId> take(Case now) {
        Map<Subject, Difference> differences = differences(now);
        taken = now;
        differences.forEach(this::change);
        Set<RunId> runs = new HashSet<>();
        differences.keySet().forEach(subject -> runs.add(subject.run()));
        for (RunId run : runs) {
            RunMarks sum = byRun.getOrDefault(run, Map.of()).values().stream().map(RunMarks::of).reduce(RunMarks.NONE, RunMarks::plus);
            if (sum.equals(RunMarks.NONE)) {
                sums.remove(run);
            } else {
                sums.put(run, sum);
            }
        }
        return runs;
    }

    /** Walks through both states, which are sorted by the ids of the marks. */
    private Map<Subject, Difference> differences(Case now) {
        Map<Subject, Difference> differences = new HashMap<>();
        Iterator<Mark> before = taken.all().values().iterator();
        Iterator<Mark> after = now.all().values().iterator();
        Mark old = next(before);
        Mark other = next(after);
        while (old != null || other != null) {
            int order = old == null ? 1 : other == null ? -1 : old.id().compareTo(other.id());
            Mark gone = order <= 0 ? old : null;
            Mark came = order >= 0 ? other : null;
            if (gone == null || !gone.equals(came)) {
                if (isShown(gone)) {
                    differences.computeIfAbsent(gone.subject(), none -> new Difference()).gone.add(gone.id());
                    count(gone, -1);
                }
                if (isShown(came)) {
                    differences.computeIfAbsent(came.subject(), none -> new Difference()).came.add(came);
                    count(came, 1);
                }
            }
            old = order <= 0 ? next(before) : old;
            other = order >= 0 ? next(after) : other;
        }
        return differences;
    }

    private static Mark next(Iterator<Mark> marks) {
        return marks.hasNext() ? marks.next() : null;
    }

    private static boolean isShown(Mark mark) {
        return mark != null && !mark.isRemoved() && mark.subject() != null;
    }

    private void count(Mark mark, int by) {
        if (mark.content() instanceof MarkContent.Tag tag) {
            tags.merge(tag.tag(), by, (one, other) -> one + other == 0 ? null : one + other);
        }
    }

    private void change(Subject subject, Difference difference) {
        Map<Subject, List<Mark>> ofRun = byRun.computeIfAbsent(subject.run(), none -> new HashMap<>());
        List<Mark> marks = new ArrayList<>(ofRun.getOrDefault(subject, List.of()));
        marks.removeIf(mark -> difference.gone.contains(mark.id()));
        marks.addAll(difference.came);
        marks.sort(Case.BY_MADE);
        ofRun.put(subject, List.copyOf(marks));
        if (marks.isEmpty()) {
            ofRun.remove(subject);
        }
        if (ofRun.isEmpty()) {
            byRun.remove(subject.run());
        }
    }

    /** The marks of a run or step, in the order in which they were made. */
    List<Mark> of(Subject subject) {
        return of(subject.run()).getOrDefault(subject, List.of());
    }

    /** The marks of a run and of each of its steps that has some; changes with the case. */
    Map<Subject, List<Mark>> of(RunId run) {
        return byRun.getOrDefault(run, Map.of());
    }

    /** The sum of each run that has marks; a value of its own. */
    Map<RunId, RunMarks> runs() {
        return Map.copyOf(sums);
    }

    /** All tags that are used, sorted. */
    List<String> tags() {
        return List.copyOf(tags.keySet());
    }
}
