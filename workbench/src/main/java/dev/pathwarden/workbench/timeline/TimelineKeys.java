package dev.pathwarden.workbench.timeline;

import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.function.DoubleConsumer;
import javafx.scene.input.KeyCode;

/** Makes the keys of the timeline: usually W and S zoom, A and D move, left and right select the previous and next step, up and down scroll, F focuses, 0 shows all, R counts times from the selected step. */
final class TimelineKeys {

    private static final Texts TEXTS = Texts.of(TimelineKeys.class);
    private static final double ZOOM = 0.75;
    private static final double PAN = 0.15;
    private static final double SCROLL = 40;

    private TimelineKeys() {
    }

    /** @param scroll scrolls the lanes by so many pixels */
    static ViewKeys of(CommandKeys keys, TimelineViewModel model, DoubleConsumer scroll) {
        return new ViewKeys(keys, "timeline", TEXTS.get("keys"), List.of(
                action("step.before", () -> model.step(-1), KeyCode.LEFT), action("step.next", () -> model.step(1), KeyCode.RIGHT),
                action("step.first", () -> model.select(0), KeyCode.HOME), action("step.last", model::selectLast, KeyCode.END),
                action("zoom.in", () -> model.zoom(ZOOM), KeyCode.W, KeyCode.PLUS, KeyCode.ADD), action("zoom.out", () -> model.zoom(1 / ZOOM), KeyCode.S, KeyCode.MINUS, KeyCode.SUBTRACT),
                action("earlier", () -> model.pan(-PAN), KeyCode.A), action("later", () -> model.pan(PAN), KeyCode.D),
                action("focus", model::focus, KeyCode.F), action("all", model::showAll, KeyCode.DIGIT0, KeyCode.NUMPAD0), action("refer", model::refer, KeyCode.R),
                action("scroll.up", () -> scroll.accept(-SCROLL), KeyCode.UP), action("scroll.down", () -> scroll.accept(SCROLL), KeyCode.DOWN)), () -> true);
    }

    private static ViewKeys.Action action(String id, Runnable action, KeyCode... usual) {
        return new ViewKeys.Action(id, TEXTS.get("key." + id), action, Key.each(usual));
    }
}
