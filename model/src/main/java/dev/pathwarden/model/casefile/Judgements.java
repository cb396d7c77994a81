package dev.pathwarden.model.casefile;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Judgements of one step by several people, of which none is lost when cases are put together: of each person what they said last. The latest of all stands where a judgement of the step always stands, each of the others beside it. That
 * depends on what was said and by whom, and not on the order in which cases are put together.
 */
final class Judgements {

    private final Map<Subject, Map<String, Mark>> byAuthor = new HashMap<>();

    /** The judgement of a step; empty for a mark of another kind. One that was removed is known by its id. */
    static Optional<MarkId> id(Mark mark) {
        if (mark.subject() == null || mark.subject().step() == null || mark.content() != null && !(mark.content() instanceof MarkContent.Judged)) {
            return Optional.empty();
        }
        MarkId id = new MarkContent.Judged(true).onlyId(mark.subject()).orElseThrow();
        boolean judges = mark.content() != null || mark.id().equals(id) || mark.id().equals(beside(mark));
        return judges ? Optional.of(id) : Optional.empty();
    }

    private static MarkId beside(Mark mark) {
        return MarkId.of("judged", String.valueOf(mark.subject()), mark.author());
    }

    /** Takes a mark; false for one of another kind. */
    boolean add(Mark mark) {
        Optional<MarkId> id = id(mark);
        id.ifPresent(known -> byAuthor.computeIfAbsent(mark.subject(), subject -> new HashMap<>()).merge(mark.author(), at(known, mark), Mark::later));
        return id.isPresent();
    }

    private static Mark at(MarkId id, Mark mark) {
        return mark.id().equals(id) ? mark : new Mark(id, mark.subject(), mark.content(), mark.author(), mark.madeNanos(), mark.changedNanos());
    }

    /** Puts all that was taken among other marks. */
    void putInto(SortedMap<MarkId, Mark> marks) {
        byAuthor.values().forEach(said -> {
            Mark latest = said.values().stream().reduce(Mark::later).orElseThrow();
            said.values().forEach(mark -> {
                Mark placed = mark == latest ? mark : at(beside(mark), mark);
                marks.put(placed.id(), placed);
            });
        });
    }
}
