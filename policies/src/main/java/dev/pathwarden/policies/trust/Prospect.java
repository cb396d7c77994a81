package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.novelty.Novelty;
import dev.pathwarden.policies.target.PathFacts;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;

/**
 * A step as it will be once it has joined the path, and the path as it is then. Made by {@link TrustContext#prospect} without a lock; it has to be made anew if the path has changed, in
 * what was read of it, before the step can {@link TrustContext#join join}.
 *
 * <p>For one thread.
 */
public final class Prospect implements PathFacts {

    /** Stands for the version of the sources where none was looked for. */
    static final long NO_SOURCES = -1;

    private static final long UNREAD = -1;
    private static final Operation[] OPERATIONS = Operation.values();

    private final TrustContext trust;
    private final Arrival arrival;
    private Step step;
    private final List<Field> ofRun;
    private final long callKey;
    private final SortedSet<String> labels;
    private final Set<String> provenance;
    private final SortedSet<String> pathLabels;
    private final long sourcesVersion;
    private final String fault;
    private Novelty novelty = Novelty.NONE;
    private List<Field> novel = List.of();
    private long steps = UNREAD;
    private long[] counts;

    Prospect(TrustContext trust, Arrival arrival, Step step, List<Field> ofRun, SortedSet<String> pathLabels, SortedSet<String> labels, Set<String> provenance, long sourcesVersion, String fault) {
        this.trust = trust;
        this.arrival = arrival;
        this.step = step;
        this.ofRun = ofRun;
        callKey = trust.signals().callKey(step);
        this.pathLabels = pathLabels;
        this.labels = labels;
        this.provenance = provenance;
        this.sourcesVersion = sourcesVersion;
        this.fault = fault;
    }

    /**
     * Tells the step what is new in it; it is then another one. A fault in here leaves it untold.
     *
     * @param fields what guardrails read of it
     */
    public Prospect tell(Novelty known, List<Field> fields) {
        if (!fields.isEmpty() && !known.isEmpty()) {
            try {
                step = known.tell(step, fields, trust.soFar());
                novelty = known;
                novel = fields;
            } catch (RuntimeException | LinkageError failed) {
                Exhaustion.leave(failed);
            }
        }
        return this;
    }

    /** The step, with links to where its values came from. */
    public Step step() {
        return step;
    }

    /** What went wrong while looking at the step or for its sources, for people; null where nothing did. */
    public String fault() {
        return fault;
    }

    @Override
    public SortedSet<String> labels() {
        return labels;
    }

    @Override
    public long steps() {
        if (steps == UNREAD) {
            steps = trust.steps();
        }
        return steps;
    }

    @Override
    public long count(Operation operation) {
        if (counts == null) {
            counts = new long[OPERATIONS.length];
            Arrays.fill(counts, UNREAD);
        }
        int of = operation.ordinal();
        if (counts[of] == UNREAD) {
            counts[of] = trust.count(operation);
        }
        return counts[of];
    }

    @Override
    public Set<String> provenance(Step of) {
        return of == step ? provenance : Set.of();
    }

    Arrival arrival() {
        return arrival;
    }

    /** As of {@link RunSignals#callKey}. */
    long callKey() {
        return callKey;
    }

    /** Whether the path is still as it was read. */
    boolean holds(SortedSet<String> labelsNow) {
        if (labelsNow != pathLabels || sourcesVersion != NO_SOURCES && sourcesVersion != trust.sourcesVersion() || steps != UNREAD && steps != trust.steps()) {
            return false;
        }
        if (counts != null) {
            for (Operation operation : OPERATIONS) {
                long count = counts[operation.ordinal()];
                if (count != UNREAD && count != trust.count(operation)) {
                    return false;
                }
            }
        }
        for (Field field : ofRun) {
            if (!Objects.equals(step.facts().get(field), trust.signals().value(field, step))) {
                return false;
            }
        }
        return novel.isEmpty() || novelty.holds(step, novel, trust.soFar());
    }
}
