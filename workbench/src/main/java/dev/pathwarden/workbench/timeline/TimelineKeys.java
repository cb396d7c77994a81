package dev.pathwarden.workbench.timeline;

import java.util.function.DoubleConsumer;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;

/** Keys of the timeline: W and S zoom, A and D move, left and right select the previous and next step, up and down scroll, F focuses, 0 shows all, R counts times from the selected step. */
final class TimelineKeys implements EventHandler<KeyEvent> {

    private static final double ZOOM = 0.75;
    private static final double PAN = 0.15;
    private static final double SCROLL = 40;

    private final TimelineViewModel model;
    private final DoubleConsumer scroll;

    TimelineKeys(TimelineViewModel model, DoubleConsumer scroll) {
        this.model = model;
        this.scroll = scroll;
    }

    @Override
    public void handle(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case W, PLUS, ADD -> model.zoom(ZOOM);
            case S, MINUS, SUBTRACT -> model.zoom(1 / ZOOM);
            case A -> model.pan(-PAN);
            case D -> model.pan(PAN);
            case F -> model.focus();
            case DIGIT0, NUMPAD0 -> model.showAll();
            case R -> model.refer();
            case LEFT -> model.step(-1);
            case RIGHT -> model.step(1);
            case HOME -> model.select(0);
            case END -> model.selectLast();
            case UP -> scroll.accept(-SCROLL);
            case DOWN -> scroll.accept(SCROLL);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
