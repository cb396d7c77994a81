package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import javafx.scene.layout.Region;

/** How a wait stands, as words and as a sign. */
final class Waits {

    private static final Texts TEXTS = Texts.of(Waits.class);
    /** From so many seconds on they are told with their minutes. */
    private static final long FEW = 120;
    private static final long SECOND = 1_000_000_000L;

    private Waits() {
    }

    /** {@code 4 min 12 s left}, or how the wait ended. */
    static String text(HeldStep held, HeldViewModel model) {
        Hold hold = held.hold();
        if (hold.answer() != null) {
            return TEXTS.get("ended." + hold.answer());
        }
        if (held.step().outcome() != null) {
            return TEXTS.get("ended.process");
        }
        long left = hold.expiresNanos() - model.nowProperty().get();
        if (left <= 0) {
            return TEXTS.get("left.over");
        }
        // Whole seconds: tenths that change twice a second are noise.
        return TEXTS.get("left", left < FEW * SECOND ? TEXTS.get("left.seconds", left / SECOND + 1) : Wording.duration(left));
    }

    /** The sign beside it. */
    static Region icon(HeldStep held, HeldViewModel model) {
        if (model.waits(held)) {
            return Cells.icon(Icon.HOLD, "verdict-escalate");
        }
        return held.hold().approved() ? Cells.icon(Icon.OK, "status-ok") : Cells.icon(Icon.STOP, "status-blocked");
    }
}
