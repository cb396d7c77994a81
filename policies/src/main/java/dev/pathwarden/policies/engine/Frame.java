package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.target.PathFacts;
import dev.pathwarden.policies.trust.ArgumentRoles;
import dev.pathwarden.policies.trust.ArgumentSources;
import dev.pathwarden.policies.trust.CallKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one evaluation reads and where it keeps what it has already computed. For one thread; one frame serves all guardrails of a
 * step, so a step costs one frame whatever their number.
 */
final class Frame {

    /** Most elements that the folds of one guardrail go through together. */
    static final int MAX_ITERATIONS = 100_000;

    /** Stands for a named sub-condition that was not asked for yet; null is a value. */
    private static final Object UNSET = new Object();

    final Step step;
    final PathFacts path;
    final Recall recall;
    final Object[] locals;
    private final Object[] lets;
    private Closure[] letClosures = {};
    private int iterations;
    private List<String> stepLabels;
    private List<String> pathLabels;
    private List<String> provenance;
    private Map<String, List<Map<String, String>>> sources;
    private Map<String, List<String>> roles;
    private long call;

    Frame(Step step, PathFacts path, Recall recall, int slots, int lets) {
        this.step = step;
        this.path = path;
        this.recall = recall;
        this.locals = new Object[slots];
        this.lets = new Object[lets];
    }

    /** Turns to the next guardrail. */
    void begin(Closure[] guardrailLets) {
        letClosures = guardrailLets;
        iterations = 0;
        Arrays.fill(lets, 0, guardrailLets.length, UNSET);
    }

    /** Value of a named sub-condition, computed once per guardrail and step. */
    Object let(int index) {
        Object value = lets[index];
        if (value == UNSET) {
            value = letClosures[index].value(this);
            lets[index] = value;
        }
        return value;
    }

    /** Counts an element gone through; false when the guardrail has used up its share. */
    boolean mayIterate() {
        return ++iterations <= MAX_ITERATIONS;
    }

    List<String> stepLabels() {
        if (stepLabels == null) {
            stepLabels = TextSet.of(step.labels());
        }
        return stepLabels;
    }

    List<String> pathLabels() {
        if (pathLabels == null) {
            pathLabels = TextSet.of(path.labels());
        }
        return pathLabels;
    }

    /** Key of what is called with what, as of {@link CallKey}. */
    long call() {
        if (call == 0) {
            call = CallKey.of(step);
        }
        return call;
    }

    /** Sources of all arguments that were asked for; a fault where nothing is known of them. */
    Object sources() {
        if (sources == null) {
            Object fact = step.facts().get(Field.ARGUMENT_SOURCES);
            if (fact == null) {
                // Fails where looking for sources did.
                path.provenance(step);
                return Fault.absent(Field.ARGUMENT_SOURCES);
            }
            sources = ArgumentSources.read((List<?>) fact);
        }
        return sources;
    }

    /** Values of the arguments by role; a fault where they are not known. */
    Object roles() {
        if (roles == null) {
            Object fact = step.facts().get(Field.ARGUMENT_ROLES);
            if (fact == null) {
                return Fault.absent(Field.ARGUMENT_ROLES);
            }
            roles = ArgumentRoles.read((List<?>) fact, step.arguments());
        }
        return roles;
    }

    List<String> provenance() {
        if (provenance == null) {
            provenance = TextSet.of(path.provenance(step));
        }
        return provenance;
    }
}
