package dev.pathwarden.model.casefile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A change of a case, as a value: what it does can be undone with {@link #inverse} and done again with the inverse of that.
 *
 * @param changes in their order
 */
public record CaseEdit(List<Change> changes) {

    /** Changes nothing. */
    public static final CaseEdit NONE = new CaseEdit(List.of());

    /**
     * What becomes of one mark.
     *
     * @param subject what it is on; null for a filter
     * @param before what it said; null where it was not there
     * @param after what it will say; null where it is removed
     */
    public record Change(MarkId id, Subject subject, MarkContent before, MarkContent after) {

        public Change {
            Objects.requireNonNull(id, "id");
        }
    }

    public CaseEdit {
        changes = List.copyOf(changes);
    }

    /**
     * Makes a mark. What can be there once only - a star, a tag, a filter of that name, a judgement - takes the place of what is there; a judgement also of what others said of the step.
     *
     * @param now the case as it is
     * @param subject what it is on; null for a filter
     */
    public static CaseEdit make(Case now, Subject subject, MarkContent content) {
        MarkId id = content.onlyId(subject).orElseGet(MarkId::random);
        CaseEdit made = of(new Change(id, subject, now.mark(id).map(Mark::content).orElse(null), content));
        return content instanceof MarkContent.Judged ? made.and(remove(now.marks().stream().filter(mark -> mark.content() instanceof MarkContent.Judged && mark.subject().equals(subject) && !mark.id().equals(id)).toList())) : made;
    }

    /** Lets a mark say something else. It stays the same mark; a tag or a filter of another name is another one, so that is removed and made. */
    public static CaseEdit change(Case now, Mark mark, MarkContent content) {
        boolean same = content.onlyId(mark.subject()).map(mark.id()::equals).orElse(true);
        return same ? of(new Change(mark.id(), mark.subject(), mark.content(), content)) : remove(List.of(mark)).and(make(now, mark.subject(), content));
    }

    /** Removes marks. */
    public static CaseEdit remove(List<Mark> marks) {
        return new CaseEdit(marks.stream().filter(mark -> !mark.isRemoved()).map(mark -> new Change(mark.id(), mark.subject(), mark.content(), null)).toList());
    }

    private static CaseEdit of(Change change) {
        return Objects.equals(change.before(), change.after()) ? NONE : new CaseEdit(List.of(change));
    }

    /** This, and then the other one. */
    public CaseEdit and(CaseEdit next) {
        List<Change> both = new ArrayList<>(changes);
        both.addAll(next.changes);
        return new CaseEdit(both);
    }

    /** What undoes it. */
    public CaseEdit inverse() {
        List<Change> back = new ArrayList<>();
        changes.forEach(change -> back.add(new Change(change.id(), change.subject(), change.after(), change.before())));
        Collections.reverse(back);
        return new CaseEdit(back);
    }

    /** Whether it changes nothing. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /**
     * The case with the changes. They are done whatever the marks say by now, and count as later than all that became of those before. A mark that comes back has its author and the time at which it was made.
     *
     * @param author who is the author of what is made
     * @param nanos the time, in epoch nanoseconds
     * @throws CaseException if the case would have too many marks
     */
    public Case apply(Case to, String author, long nanos) {
        SortedMap<MarkId, Mark> marks = new TreeMap<>(to.all());
        for (Change change : changes) {
            Mark there = marks.get(change.id());
            if (there != null) {
                marks.put(change.id(), there.with(change.after(), nanos));
            } else if (change.after() != null) {
                marks.put(change.id(), new Mark(change.id(), change.subject(), change.after(), author, nanos, nanos));
            }
        }
        if (marks.size() > Case.MOST_MARKS) {
            throw CaseText.refused(Case.TOO_MANY);
        }
        return new Case(to.recordings(), marks);
    }
}
