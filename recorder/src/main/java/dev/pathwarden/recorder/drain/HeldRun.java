package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A run that more may come of. Its events are held until they are sealed, and of those that are, the ones that tell of its begin and of steps that have not ended: without them what comes later
 * could not be understood. For one thread.
 */
final class HeldRun {

    private final RunId id;
    private final List<HeldEvent> events = new ArrayList<>();
    private final Set<StepId> open = new HashSet<>();
    private final Set<String> sets = new HashSet<>();
    /** Of steps that are in a part and held on: whether that part says that they were stopped. */
    private final Map<StepId, Boolean> told = new HashMap<>();
    private boolean continued;
    private String origin;
    private Long started;
    private boolean ended;
    private long unsealedBytes;
    private long bytes;
    private long lastNanos;

    /** @param continued a part has a piece of it already */
    HeldRun(RunId id, boolean continued) {
        this.id = id;
        this.continued = continued;
    }

    RunId id() {
        return id;
    }

    /**
     * @param event what the held event decodes to
     * @param nanos when it was read
     */
    void add(HeldEvent held, JournalEvent event, long nanos) {
        String set = held.file().tail().set();
        sets.add(set);
        if (event instanceof JournalEvent.RunStarted start && (origin == null || isBefore(start.run().startNanos()))) {
            origin = set;
            started = start.run().startNanos();
        } else if (event instanceof JournalEvent.RunEnded && (origin == null || set.equals(origin))) {
            ended = true;
        } else if (event instanceof JournalEvent.StepDecided decided) {
            open.add(decided.step().id());
        } else if (event instanceof JournalEvent.StepEnded end) {
            open.remove(end.step());
        }
        if (held.isSealed()) {
            continued = true;
            if (held.step() != null) {
                told.putIfAbsent(held.step(), false);
            }
        }
        events.add(held);
        bytes += held.bytes();
        unsealedBytes += held.isSealed() ? 0 : held.bytes();
        lastNanos = nanos;
    }

    private boolean isBefore(Long nanos) {
        return nanos != null && (started == null || nanos < started);
    }

    /** Bytes of what is in no part yet. */
    long unsealedBytes() {
        return unsealedBytes;
    }

    long bytes() {
        return bytes;
    }

    /** When something came of it last. */
    long lastNanos() {
        return lastNanos;
    }

    /** Whether it has ended in the process in which it began, and every step of it has. */
    boolean isEnded() {
        return ended && open.isEmpty();
    }

    /** Whether every process that took part in it is such. */
    boolean isAllOf(Predicate<String> set) {
        return sets.stream().allMatch(set);
    }

    List<HeldEvent> events() {
        return events;
    }

    /**
     * Its events were added to a part: those that what may come needs are held on, the others let go.
     *
     * @param piece what was made of them
     * @return what of it is in no part before
     */
    MadePart.Added sealed(RecordedRun piece) {
        MadePart.Added added = new MadePart.Added(continued ? 0 : 1, piece.steps().stream().filter(step -> !told.containsKey(step.id())).count(),
                piece.steps().stream().filter(step -> step.status() == Status.BLOCKED && !told.getOrDefault(step.id(), false)).count());
        continued = true;
        told.clear();
        piece.steps().stream().filter(step -> open.contains(step.id())).forEach(step -> told.put(step.id(), step.status() == Status.BLOCKED));
        List<HeldEvent> kept = new ArrayList<>();
        for (HeldEvent event : events) {
            if (event.isBegin() || event.step() != null && open.contains(event.step())) {
                event.seal();
                kept.add(event);
            } else {
                event.letGo();
            }
        }
        events.clear();
        events.addAll(kept);
        unsealedBytes = 0;
        bytes = kept.stream().mapToLong(HeldEvent::bytes).sum();
        return added;
    }

    /** Nothing more is expected of it. */
    void letGo() {
        events.forEach(HeldEvent::letGo);
        events.clear();
    }
}
