package dev.pathwarden.workbench.draft;

import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.ReachCount;
import java.util.List;
import java.util.Set;

/**
 * What a draft would hit of what was asked so far.
 *
 * @param draft the draft that was counted
 * @param count the counts
 * @param others the first of the steps that it hits besides its own
 * @param unusable conditions that no guardrail can ask
 * @param unreadable sentences on runs that could not be read
 * @param whole whether all was asked
 */
record Reached(Draft draft, ReachCount count, List<OtherHit> others, Set<String> unusable, List<String> unreadable, boolean whole) {
}
