package dev.pathwarden.model.search;

import java.util.List;

/**
 * What was found.
 *
 * @param steps the first of them, in the order of the runs
 * @param total how many there are
 */
public record FoundSteps(List<FoundStep> steps, long total) {
    public FoundSteps {
        steps = List.copyOf(steps);
    }
}
