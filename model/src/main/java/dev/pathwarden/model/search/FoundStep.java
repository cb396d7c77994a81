package dev.pathwarden.model.search;

import dev.pathwarden.model.step.RunId;

/**
 * Where a step is that was looked for.
 *
 * @param run its run
 * @param place its place among the run's steps, from 0
 */
public record FoundStep(RunId run, int place) {
}
