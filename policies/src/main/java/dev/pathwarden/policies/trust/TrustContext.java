package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known about the path of one run, as one process sees it: labels, which only ever grow, where values came from, and counts.
 *
 * <p>Not safe for several threads; {@link dev.pathwarden.policies.engine.RunGuard} holds a lock around it. Memory is bounded: when fingerprints
 * have to go or a result is too large to read in full, steps from then on carry {@link #PROVENANCE_UNKNOWN}.
 */
public final class TrustContext implements PathFacts {

    /** Label of steps whose provenance may have gone unseen, because not all that was read could be kept. */
    public static final String PROVENANCE_UNKNOWN = "provenance.unknown";

    /** Label of what the user said. */
    public static final String USER = "user";

    /** Label of what came from outside the agent's own programs and data. */
    public static final String UNTRUSTED = "untrusted";

    private final TreeSet<String> labels = new TreeSet<>();
    private final long[] counts = new long[Operation.values().length];
    private final ModelTraffic modelTraffic = new ModelTraffic();
    private final SourceIndex sources;
    private final Fingerprints fingerprints;
    private long steps;
    private volatile boolean anythingRead;

    /**
     * An empty context.
     *
     * @param seed seed of the fingerprints; a random one, so that they tell nothing outside of this run
     */
    public TrustContext(long seed) {
        fingerprints = new Fingerprints(seed);
        sources = new SourceIndex(fingerprints, new FingerprintTable());
    }

    /**
     * Looks at a step that is about to be decided. Reads nothing that changes under a lock, so any thread can do it beforehand.
     *
     * <p>A fault in here is kept in {@link Arrival#fault()} and the step goes on with what it carried.
     *
     * @param content what the step is about to write or send; null where that is not known
     */
    public Arrival inspect(Step step, ContentSample content) {
        try {
            return new Arrival(StepInspection.of(step, content), userWords(step), null);
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            return new Arrival(step, Traces.NONE, "looking at the step failed: " + fault.getClass().getSimpleName());
        }
    }

    private Traces userWords(Step step) {
        List<Object> words = UserWords.in(step, anythingRead);
        return words.isEmpty() ? Traces.NONE : Traces.ofUserWords(words, fingerprints);
    }

    /**
     * Lets a step join the path: finds where its values came from, adds its labels, and what the user said in it becomes a source.
     *
     * @return the step with its provenance links
     */
    public Step arrive(Arrival arrival) {
        Step step = arrival.plain();
        if (arrival.userWords().hashes().length > 0) {
            sources.add(step.id(), arrival.userWords(), Set.of(USER), true);
        }
        modelTraffic.add(step);
        if (isSourceOrSink(step)) {
            step = withProvenance(step);
        }
        labels.addAll(step.labels());
        return step;
    }

    /**
     * Whether values can come from a step's result and flow into its arguments. What a model or an agent is told and says is neither: it repeats everything, and the steps that it
     * decided are tied to it causally.
     */
    private boolean isSourceOrSink(Step step) {
        return switch (step.operation()) {
            case MODEL_CHAT, AGENT_INVOKE, OUTCOME -> false;
            default -> !modelTraffic.carries(step.id());
        };
    }

    private Step withProvenance(Step step) {
        List<Link> links = sources.links(step.arguments());
        boolean incomplete = sources.incomplete();
        if (links.isEmpty() && !incomplete) {
            return step;
        }
        Step.Builder linked = step.toBuilder();
        links.forEach(linked::link);
        return incomplete ? linked.labels(Set.of(PROVENANCE_UNKNOWN)).build() : linked.build();
    }

    /** Counts a step that was decided. */
    public void decided(Step step) {
        steps++;
        counts[step.operation().ordinal()]++;
    }

    /**
     * Looks at what came of a step. Reads nothing that changes under a lock, so any thread can do it beforehand. A fault in here leaves the result
     * without labels of its own and marks it {@link #PROVENANCE_UNKNOWN}.
     *
     * @param status how the step ended
     * @param result what came back; null where nothing did, or nothing was recorded of it
     */
    public Departure examine(Step step, Status status, Object result) {
        return examine(step, status, result, Set.of());
    }

    /**
     * As {@link #examine(Step, Status, Object)} for a result of which labels are known already.
     *
     * @param known labels that the result carries whatever is found in it
     */
    public Departure examine(Step step, Status status, Object result, Set<String> known) {
        try {
            boolean outside = status != Status.BLOCKED && isSourceOrSink(step);
            Set<String> found = StepInspection.resultLabels(step.operation(), outside, result);
            found.addAll(known);
            boolean source = result != null && isSourceOrSink(step);
            return new Departure(step, found, source ? Traces.of(result, fingerprints) : Traces.NONE);
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            return new Departure(step, Set.of(PROVENANCE_UNKNOWN), new Traces(new long[0], false));
        }
    }

    /**
     * Lets what came of a step join the path: its labels, and its values can be traced back to it from now on.
     *
     * @return labels of all that came of the step so far
     */
    public Set<String> depart(Departure departure) {
        labels.addAll(departure.labels());
        Step step = departure.step();
        if (!isSourceOrSink(step)) {
            return departure.labels();
        }
        sources.add(step.id(), departure.traces(), departure.labels(), false);
        anythingRead |= departure.traces().hashes().length > 0;
        return sources.labels(step.id());
    }

    /** Adds labels that came from elsewhere. */
    public void importLabels(Set<String> more) {
        labels.addAll(more);
    }

    @Override
    public SortedSet<String> labels() {
        return Collections.unmodifiableSortedSet(labels);
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public long count(Operation operation) {
        return counts[operation.ordinal()];
    }

    @Override
    public Set<String> provenance(Step step) {
        Set<String> found = new TreeSet<>();
        for (Link link : step.links()) {
            if (!link.kind().causal()) {
                found.addAll(sources.labels(link.step()));
            }
        }
        return found;
    }
}
