package dev.pathwarden.policies.guardrail;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.policies.trust.Certainty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A test inside a guardrail file: a step on a path, and what the guardrail is to say of it.
 *
 * @param name what it shows
 * @param step the step
 * @param earlier the steps before it, in order; their labels are on the path too
 * @param labels labels on the path; the steps' own come on top
 * @param provenance labels of the sources from which values in the arguments came
 * @param sources where arguments came from: by argument the class of each source, and how sure that is
 * @param steps number of earlier steps
 * @param counts earlier steps by operation
 * @param expected the action to ask for; null where the guardrail is not to be evaluated
 * @param line line of the test, from 1
 * @param column column of the test, from 1
 */
public record GuardrailTest(
        String name,
        Step step,
        List<Step> earlier,
        Set<String> labels,
        Set<String> provenance,
        Map<String, Map<String, Certainty>> sources,
        long steps,
        Map<Operation, Long> counts,
        Action expected,
        int line,
        int column) {

    public GuardrailTest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(step, "step");
        earlier = List.copyOf(earlier);
        labels = Set.copyOf(labels);
        provenance = Set.copyOf(provenance);
        sources = Map.copyOf(sources);
        counts = Map.copyOf(counts);
    }
}
