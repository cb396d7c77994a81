package dev.pathwarden.model.casefile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is known of a recording besides what was recorded: marks on its runs and steps, and filters. A value; {@link CaseEdit} makes another one of it.
 *
 * @param recordings what the recordings are told by for which it was kept, as {@link RecordingIdentity} tells them
 * @param all every mark by its id, those that were removed among them
 */
public record Case(SortedSet<String> recordings, SortedMap<MarkId, Mark> all) {

    /** A case in which nothing stands. */
    public static final Case EMPTY = new Case(new TreeSet<>(), new TreeMap<>());

    /** Most marks of a case, those that were removed counted. */
    public static final int MOST_MARKS = 100_000;
    /** Most recordings that a case names; of more the first ones are kept, by the alphabet. */
    static final int MOST_RECORDINGS = 64;
    /** What is said where there would be more marks. */
    static final String TOO_MANY = String.format(Locale.ROOT, "A case holds at most %,d marks, those that were removed counted: move the case file away to begin another one.", MOST_MARKS);

    /** The order in which marks were made. */
    public static final Comparator<Mark> BY_MADE = Comparator.comparingLong(Mark::madeNanos).thenComparing(Mark::id);

    public Case {
        recordings = Collections.unmodifiableSortedSet(new TreeSet<>(recordings));
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    /** The marks that are there, in the order in which they were made. */
    public List<Mark> marks() {
        return all.values().stream().filter(mark -> !mark.isRemoved()).sorted(BY_MADE).toList();
    }

    /** The mark of that id; empty where there is none, or it was removed. */
    public Optional<Mark> mark(MarkId id) {
        return Optional.ofNullable(all.get(id)).filter(mark -> !mark.isRemoved());
    }

    /** The marks of each run and step that has some, in the order in which they were made. */
    public Map<Subject, List<Mark>> bySubject() {
        Map<Subject, List<Mark>> bySubject = new HashMap<>();
        marks().stream().filter(mark -> mark.subject() != null).forEach(mark -> bySubject.computeIfAbsent(mark.subject(), subject -> new ArrayList<>()).add(mark));
        return bySubject;
    }

    /** The filters that are there, by name. */
    public List<MarkContent.SavedFilter> filters() {
        return all.values().stream().map(Mark::content).filter(MarkContent.SavedFilter.class::isInstance).map(MarkContent.SavedFilter.class::cast).sorted(Comparator.comparing(MarkContent.SavedFilter::name)).toList();
    }

    /** All that stands in either; of a mark that is in both, what was changed last. Where several people judged a step, what each of them said last is kept. The order does not matter, nor how often. */
    public Case merge(Case other) {
        SortedSet<String> names = new TreeSet<>(recordings);
        names.addAll(other.recordings);
        SortedMap<MarkId, Mark> merged = new TreeMap<>();
        Judgements judgements = new Judgements();
        Stream.concat(all.values().stream(), other.all.values().stream()).filter(mark -> !judgements.add(mark)).forEach(mark -> merged.merge(mark.id(), mark, Mark::later));
        judgements.putInto(merged);
        return new Case(names, merged);
    }

    /** The same, kept for that recording too. */
    Case keptFor(String recording) {
        SortedSet<String> names = new TreeSet<>();
        names.add(recording);
        recordings.stream().limit(MOST_RECORDINGS - 1L).forEach(names::add);
        return new Case(names, all);
    }
}
