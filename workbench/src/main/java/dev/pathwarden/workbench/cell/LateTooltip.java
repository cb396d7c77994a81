package dev.pathwarden.workbench.cell;

import java.util.function.Supplier;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/** Gives a control a tooltip that is made when the mouse first comes: each is a window with a scene of its own, too dear to make for every cell and row that is drawn. For the JavaFX thread. */
public final class LateTooltip {

    private LateTooltip() {
    }

    /**
     * Gives a control a tooltip. To be called once for a control, also for a cell whose item changes.
     *
     * @param text what it says, asked whenever the mouse comes and when it is shown; null for no tooltip
     */
    public static void set(Control control, Supplier<String> text) {
        Tooltip[] made = new Tooltip[1];
        control.addEventHandler(MouseEvent.MOUSE_ENTERED, event -> {
            String now = text.get();
            if (now != null && made[0] == null) {
                made[0] = new Tooltip();
                // Under a mouse that rests, a table that is scrolled gives the cell another item.
                made[0].setOnShowing(shown -> say(made[0], text.get()));
            }
            if (now != null) {
                made[0].setText(now);
            }
            control.setTooltip(now == null ? null : made[0]);
        });
    }

    private static void say(Tooltip tooltip, String text) {
        if (text != null) {
            tooltip.setText(text);
        }
    }
}
