package dev.pathwarden.workbench.live;

import atlantafx.base.theme.Styles;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** Says how what is open is followed, pauses that and goes on, and keeps to the newest step. Not there where nothing is open that grows. Looks for what is new while there is something to follow. */
public final class LiveBar {

    private static final Texts TEXTS = Texts.of(LiveBar.class);
    private static final Duration LOOK_EVERY = Duration.millis(500);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final LiveViewModel model;
    private final CommandKeys keys;
    private final HBox bar = new HBox(4);

    /** @param keys are said beside what the buttons do */
    public LiveBar(LiveViewModel model, CommandKeys keys) {
        this.model = model;
        this.keys = keys;
        Button state = new Button();
        state.setId("live-state");
        state.getStyleClass().addAll("flat", "small");
        state.setMinWidth(Region.USE_PREF_SIZE);
        state.textProperty().bind(Bindings.createStringBinding(this::text, model.stateProperty(), model.lookedProperty(), model.cameProperty()));
        model.stateProperty().subscribe(now -> state.setGraphic(icon(now)));
        state.setOnAction(event -> model.toggle());
        ToggleButton newest = new ToggleButton(TEXTS.get("newest"));
        newest.setId("live-newest");
        newest.getStyleClass().addAll("flat", "small");
        newest.setMinWidth(Region.USE_PREF_SIZE);
        newest.getStyleClass().add(Styles.TEXT_SMALL);
        newest.selectedProperty().bindBidirectional(model.newestProperty());
        newest.visibleProperty().bind(model.stateProperty().map(now -> now != LiveViewModel.State.NONE && now != LiveViewModel.State.SEALED));
        newest.managedProperty().bind(newest.visibleProperty());
        model.stateProperty().subscribe(now -> explain(state, TEXTS.get("help." + now), "live.toggle"));
        keys.allProperty().subscribe(now -> {
            explain(state, TEXTS.get("help." + model.stateProperty().get()), "live.toggle");
            explain(newest, TEXTS.get("newest.help"), "live.newest");
        });
        bar.getChildren().setAll(state, newest);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setId("live");
        bar.visibleProperty().bind(model.stateProperty().isNotEqualTo(LiveViewModel.State.NONE));
        bar.managedProperty().bind(bar.visibleProperty());
        Timeline looks = new Timeline(new KeyFrame(LOOK_EVERY, event -> model.look()));
        looks.setCycleCount(Animation.INDEFINITE);
        model.stateProperty().subscribe(now -> {
            if (now == LiveViewModel.State.LIVE || now == LiveViewModel.State.QUIET) {
                looks.play();
            } else {
                looks.stop();
            }
        });
    }

    private void explain(ButtonBase button, String help, String command) {
        button.setTooltip(new Tooltip(keys.with(help, command)));
        button.setAccessibleHelp(button.getTooltip().getText());
    }

    private String text() {
        return TEXTS.get("state." + model.stateProperty().get(), TIME.format(Instant.ofEpochSecond(0, model.lookedProperty().get())), model.cameProperty().get());
    }

    private static Region icon(LiveViewModel.State state) {
        return switch (state) {
            case PAUSED -> Cells.icon(Icon.HOLD);
            case QUIET, SEALED -> Cells.icon(Icon.OUTCOME);
            default -> Cells.icon(Icon.RUN, "status-ok");
        };
    }

    /** The bar. */
    public Region node() {
        return bar;
    }
}
