package dev.pathwarden.workbench.graph;

import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;

/**
 * Keys of the path graph: as in the timeline, and L lights the way from the root cause, H shows what led to the selected step,
 * C what came of it, Escape all, G puts frames around agents or processes, O opens and closes a folded box.
 */
final class GraphKeys implements EventHandler<KeyEvent> {

    private static final double ZOOM = 1.25;
    private static final double PAN = 60;

    private final PathGraphView view;
    private final PathGraphViewModel model;

    GraphKeys(PathGraphView view, PathGraphViewModel model) {
        this.view = view;
        this.model = model;
    }

    @Override
    public void handle(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || model.drawingProperty().get() == null) {
            return;
        }
        switch (event.getCode()) {
            case W, PLUS, ADD -> view.zoom(ZOOM);
            case S, MINUS, SUBTRACT -> view.zoom(1 / ZOOM);
            case A -> view.pan(PAN, 0);
            case D -> view.pan(-PAN, 0);
            case UP -> view.pan(0, PAN);
            case DOWN -> view.pan(0, -PAN);
            case F -> view.focus();
            case DIGIT0, NUMPAD0 -> view.fit();
            case L -> model.lightsCauseProperty().set(!model.lightsCauseProperty().get());
            case H -> model.show(PathGraphViewModel.Part.LED);
            case C -> model.show(PathGraphViewModel.Part.CAME);
            case ESCAPE -> model.show(PathGraphViewModel.Part.WHOLE);
            case G -> model.groupsProperty().set(model.groupsProperty().get().next());
            case O -> model.toggle(model.selectedNode());
            case LEFT -> model.step(-1);
            case RIGHT -> model.step(1);
            case HOME -> model.select(0);
            case END -> model.selectLast();
            default -> {
                return;
            }
        }
        event.consume();
    }
}
