package dev.pathwarden.model.casefile;

import java.util.Comparator;
import java.util.Map;
import java.util.Objects;

/**
 * Something that somebody said of a run or a step, or a filter that they saved.
 *
 * @param id tells it from all others
 * @param subject what it is on; null for a filter
 * @param content what it says; null for one that was removed, of which the rest is kept so that no copy of the case brings it back
 * @param author who made it
 * @param madeNanos when, in epoch nanoseconds
 * @param changedNanos when it was made, changed or removed last, in epoch nanoseconds
 */
public record Mark(MarkId id, Subject subject, MarkContent content, String author, long madeNanos, long changedNanos) {

    /** Longest author, in characters. */
    public static final int LONGEST_AUTHOR = 200;
    /** No mark is from later than this, in epoch nanoseconds: the year 2116. */
    static final long LATEST = 1L << 62;

    private static final Comparator<Mark> LATER = Comparator.comparingLong(Mark::changedNanos).thenComparing(Mark::isRemoved).thenComparing(CaseCodec::text);

    public Mark {
        Objects.requireNonNull(id, "id");
        author = CaseText.line("The name of an author", author, LONGEST_AUTHOR);
        if (content != null && (subject == null) != content instanceof MarkContent.SavedFilter) {
            throw new IllegalArgumentException("a filter is on no run, and everything else on one");
        }
        if (content instanceof MarkContent.Judged && subject.step() == null) {
            throw new IllegalArgumentException("a step is judged, not a run");
        }
        if (madeNanos < 0 || changedNanos < madeNanos || changedNanos > LATEST) {
            throw new IllegalArgumentException("a mark is made between 1970 and 2116, and changed no earlier");
        }
    }

    /** Whether it is no longer there. */
    public boolean isRemoved() {
        return content == null;
    }

    /** Its fields as they stand in a case file, for whoever hands it on as JSON. */
    public Map<String, Object> fields() {
        return CaseCodec.fields(this);
    }

    /** The same with other content, changed then; later than it was changed before, whatever the clock says. */
    Mark with(MarkContent other, long nanos) {
        return new Mark(id, subject, other, author, madeNanos, Math.min(LATEST, Math.max(nanos, changedNanos + 1)));
    }

    /** The one of two states of a mark that was changed last. Which one that is does not depend on the order, also where the times are the same. */
    static Mark later(Mark one, Mark other) {
        return LATER.compare(one, other) >= 0 ? one : other;
    }
}
