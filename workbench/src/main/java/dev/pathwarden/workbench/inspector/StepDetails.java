package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.step.Limit;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Set;

/**
 * What the inspector shows of a step.
 *
 * @param run the step's run
 * @param step the step
 * @param pathLabels labels on the path when it was decided; empty where no decision was recorded
 * @param parent the step in which it happened; null for a first step
 * @param from its links to earlier steps
 * @param to links of later steps to it
 * @param facts its typed facts, those known before the effect first
 * @param unseen sentences on what could not be seen of it and in its process, though it could have been
 * @param limits what nobody sees in its process
 * @param takenOut sentences on what was taken out of it after it was recorded
 */
record StepDetails(Run run, RecordedStep step, Set<String> pathLabels, Neighbour parent, List<Neighbour> from, List<Neighbour> to, List<Entry> facts, List<String> unseen, List<Limit> limits,
        List<String> takenOut) {

    /**
     * A step that is tied to the one shown.
     *
     * @param id its id
     * @param step the step; null where the run does not hold it
     * @param kind how the two are tied; null for the parent
     * @param argument argument in which the value stands; empty where that does not apply
     */
    record Neighbour(StepId id, RecordedStep step, LinkKind kind, String argument) {
    }

    /** A name and a value, as text. */
    record Entry(String name, String value) {
    }
}
