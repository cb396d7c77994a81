package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.step.RecordedStep;

/** One of the two runs that are compared. */
enum Side {
    LEFT {
        @Override
        RecordedStep of(DiffRow row) {
            return row.left();
        }
    },
    RIGHT {
        @Override
        RecordedStep of(DiffRow row) {
            return row.right();
        }
    };

    /** The step on this side of a row; null where there is none. */
    abstract RecordedStep of(DiffRow row);

    Side other() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
