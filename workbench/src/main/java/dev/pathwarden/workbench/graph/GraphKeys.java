package dev.pathwarden.workbench.graph;

import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.scene.input.KeyCode;

/**
 * Makes the keys of the path graph: usually as in the timeline, and L lights the way from the root cause, H shows what led to the selected step,
 * C what came of it, Escape all, G puts frames around agents or processes, O opens and closes a folded box.
 */
final class GraphKeys {

    private static final Texts TEXTS = Texts.of(GraphKeys.class);
    private static final double ZOOM = 1.25;
    private static final double PAN = 60;

    private GraphKeys() {
    }

    static ViewKeys of(CommandKeys keys, PathGraphView view, PathGraphViewModel model) {
        return new ViewKeys(keys, "path-graph", TEXTS.get("keys"), List.of(
                action("step.before", () -> model.step(-1), KeyCode.LEFT), action("step.next", () -> model.step(1), KeyCode.RIGHT),
                action("step.first", () -> model.select(0), KeyCode.HOME), action("step.last", model::selectLast, KeyCode.END),
                action("zoom.in", () -> view.zoom(ZOOM), KeyCode.W, KeyCode.PLUS, KeyCode.ADD), action("zoom.out", () -> view.zoom(1 / ZOOM), KeyCode.S, KeyCode.MINUS, KeyCode.SUBTRACT),
                action("left", () -> view.pan(PAN, 0), KeyCode.A), action("right", () -> view.pan(-PAN, 0), KeyCode.D),
                action("up", () -> view.pan(0, PAN), KeyCode.UP), action("down", () -> view.pan(0, -PAN), KeyCode.DOWN),
                action("focus", view::focus, KeyCode.F), action("fit", view::fit, KeyCode.DIGIT0, KeyCode.NUMPAD0),
                action("cause", () -> model.lightsCauseProperty().set(!model.lightsCauseProperty().get()), KeyCode.L),
                action("led", () -> model.show(PathGraphViewModel.Part.LED), KeyCode.H), action("came", () -> model.show(PathGraphViewModel.Part.CAME), KeyCode.C),
                action("groups", () -> model.groupsProperty().set(model.groupsProperty().get().next()), KeyCode.G),
                action("whole", () -> model.show(PathGraphViewModel.Part.WHOLE), KeyCode.ESCAPE), action("fold", () -> model.toggle(model.selectedNode()), KeyCode.O), action("menu", view::openMenu, KeyCode.E)),
                () -> model.drawingProperty().get() != null);
    }

    private static ViewKeys.Action action(String id, Runnable action, KeyCode... usual) {
        return new ViewKeys.Action(id, TEXTS.get("key." + id), action, Key.each(usual));
    }
}
