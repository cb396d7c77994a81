package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.step.RecordedStep;
import java.util.List;

/**
 * Something that is unusual in a run.
 *
 * @param kind what kind of thing
 * @param step the step that shows it; null for what is missing
 * @param place place of the step in its run, from 0
 * @param sentences what is unusual, the rarest first; never empty
 */
record UnusualRow(Kind kind, RecordedStep step, int place, List<String> sentences) {

    /** Kinds of rows. */
    enum Kind {
        STEP, MISSING, OUTLIER
    }
}
