package dev.pathwarden.policies.engine;

/**
 * A step that joins the path, as monitors see it.
 *
 * @param id its id
 * @param startNanos when it began, epoch nanoseconds; null where that was not recorded
 * @param place its place among the steps of the run in this process, from 1
 * @param call key of what was called with what, as of {@link CallKey}; 0 where nobody asks for it
 */
record JoinedStep(long id, Long startNanos, long place, long call) {
}
