package dev.pathwarden.policies.trust;

import dev.pathwarden.model.step.StepId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which earlier step of a run each value came from, and which labels that source carries.
 *
 * <p>A value belongs to the source in which it was seen first, except that what the user said is the user's from then on. Sources are added by one thread at a time. Any thread may look
 * for {@link #origins} meanwhile; what it found holds as long as {@link #version} is what it was before.
 */
final class SourceIndex {

    /** Steps of which what came later is still added to what came first. */
    static final int MAX_RECENT = 8_192;

    private final Fingerprints fingerprints;
    private final FingerprintTable table = new FingerprintTable();
    // A source that is not recent any more lives on for as long as the table holds a value of it.
    private final Map<StepId, Source> recent = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<StepId, Source> eldest) {
            return size() > MAX_RECENT;
        }
    };
    private volatile boolean partial;
    private volatile long version;

    SourceIndex(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    /**
     * Adds to what came of a step.
     *
     * @param user whether the user said it
     * @return labels of all that came of the step so far
     */
    Set<String> add(StepId step, Traces traces, Set<String> labels, boolean user) {
        Source source = recent.get(step);
        if (source == null && labels.isEmpty() && traces.hashes().length == 0 && traces.whole()) {
            return labels;
        }
        if (source == null) {
            source = new Source(step);
            recent.put(step, source);
        }
        source.label(labels);
        partial |= !traces.whole();
        for (long hash : traces.hashes()) {
            table.put(hash, source, user);
        }
        version++;
        return source.labels();
    }

    /** Changes with everything that is added. */
    long version() {
        return version;
    }

    /** Whether something was dropped, so that "none observed" would say too much. */
    boolean incomplete() {
        return partial || table.evicted();
    }

    /** Steps that are remembered besides those of which a value is. */
    int recent() {
        return recent.size();
    }

    /** Where the values of these arguments come from. */
    Origins origins(Object arguments) {
        Origins origins = new Origins(table.reading(), fingerprints);
        if (table.size() > 0) {
            origins.find(arguments);
        }
        return origins;
    }
}
