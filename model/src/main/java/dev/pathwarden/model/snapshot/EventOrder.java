package dev.pathwarden.model.snapshot;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One order for the events of a run in several processes: within a process by ticket, between processes by clock, and never a step before
 * the one it happened in.
 *
 * <p>The tickets of a process are what its guardrails decided by, so no clock may overrule them: a process's clock counts as the latest it
 * has shown so far. For one use.
 */
final class EventOrder {

    private final List<Queue> queues = new ArrayList<>();
    private final Set<StepId> known;
    private final Set<StepId> decided = new HashSet<>();
    private final Map<StepId, Long> starts = new HashMap<>();

    EventOrder(List<RunEvents> processes, Set<StepId> known) {
        this.known = known;
        processes.forEach(process -> queues.add(new Queue(process.inOrder())));
    }

    List<JournalEvent> merge() {
        if (queues.size() == 1) {
            // Their tickets are all the order there is.
            return queues.get(0).events;
        }
        List<JournalEvent> order = new ArrayList<>();
        for (Queue next = next(); next != null; next = next()) {
            JournalEvent event = next.take();
            if (event instanceof JournalEvent.StepDecided step) {
                decided.add(step.step().id());
            }
            order.add(event);
        }
        return order;
    }

    private Queue next() {
        Queue earliest = null;
        Queue earliestFree = null;
        for (Queue queue : queues) {
            if (!queue.isEmpty()) {
                if (earliest == null || queue.clock < earliest.clock) {
                    earliest = queue;
                }
                if ((earliestFree == null || queue.clock < earliestFree.clock) && isFree(queue.head())) {
                    earliestFree = queue;
                }
            }
        }
        // Steps that wait for each other cannot come from a recorder that works; they must end somewhere all the same.
        return earliestFree == null ? earliest : earliestFree;
    }

    private boolean isFree(JournalEvent event) {
        if (event instanceof JournalEvent.StepDecided step) {
            StepId parent = step.step().parent();
            return parent == null || decided.contains(parent) || !known.contains(parent);
        }
        return !(event instanceof JournalEvent.StepEnded end) || decided.contains(end.step()) || !known.contains(end.step());
    }

    private Long clockOf(JournalEvent event) {
        if (event instanceof JournalEvent.StepDecided step) {
            Step draft = step.step();
            if (draft.startNanos() != null) {
                starts.put(draft.id(), draft.startNanos());
            }
            return step.decision().clockNanos() != null ? step.decision().clockNanos() : draft.startNanos();
        }
        if (event instanceof JournalEvent.StepEnded end) {
            Long start = starts.get(end.step());
            return start == null || end.outcome().durationNanos() == null ? null : (Long) (start + end.outcome().durationNanos());
        }
        return null;
    }

    private final class Queue {
        private final List<JournalEvent> events;
        private int position;
        private long clock = Long.MIN_VALUE;

        Queue(List<JournalEvent> events) {
            this.events = events;
            look();
        }

        boolean isEmpty() {
            return position == events.size();
        }

        JournalEvent head() {
            return events.get(position);
        }

        JournalEvent take() {
            JournalEvent event = head();
            position++;
            look();
            return event;
        }

        private void look() {
            if (!isEmpty()) {
                Long shown = clockOf(head());
                clock = shown == null ? clock : Math.max(clock, shown);
            }
        }
    }
}
