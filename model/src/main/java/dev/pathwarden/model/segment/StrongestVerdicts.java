package dev.pathwarden.model.segment;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.VerdictType;

/** The strongest verdict on each step of a segment, one step after the other, by what the index tells. For one thread and one use. */
final class StrongestVerdicts {

    private final Action[] actions;
    private final ColumnSource present;
    private final ColumnSource counts;
    private final ColumnSource action;

    /** Begins with the first step, whatever was read of the columns. */
    StrongestVerdicts(Columns index) {
        actions = index.actions();
        present = index.fresh(Column.DECISION_PRESENT);
        counts = index.fresh(Column.DECISION_VERDICTS);
        action = index.fresh(Column.VERDICT_ACTION);
    }

    /** Of the next step; null where no guardrail gave one. */
    VerdictType next() {
        int given = present.flag() ? counts.count() : 0;
        Action strongest = Action.ALLOW;
        for (int left = given; left > 0; left--) {
            Action asked = actions[action.word()];
            strongest = asked != null && asked.compareTo(strongest) > 0 ? asked : strongest;
        }
        return given == 0 ? null : strongest.verdict();
    }
}
