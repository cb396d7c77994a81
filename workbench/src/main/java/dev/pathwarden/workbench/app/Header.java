package dev.pathwarden.workbench.app;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Palette;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.nav.Selection;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.ThemeChoice;
import dev.pathwarden.workbench.theme.Themes;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The bar under the menus: open, which run is shown, steps forth and back, theme. */
final class Header {

    private static final Texts TEXTS = Texts.of(Header.class);

    private final HBox bar = new HBox(8);
    private final HBox title = new HBox(8);
    private final Label when = muted(null);
    private final Selection selection;
    private final CommandKeys keys;

    Header(Commands commands, Selection selection, Themes themes) {
        this.selection = selection;
        this.keys = commands.keys();
        MenuButton open = new MenuButton(TEXTS.get("header.open"), Cells.icon(Icon.OPEN));
        MenuItem file = new MenuItem(TEXTS.get("command.open.file"));
        file.setOnAction(event -> commands.openFile());
        MenuItem directory = new MenuItem(TEXTS.get("command.open.directory"));
        directory.setOnAction(event -> commands.openDirectory());
        MenuItem held = new MenuItem(TEXTS.get("command.held"));
        held.setOnAction(event -> commands.showHeldSteps());
        open.getItems().setAll(file, directory, held);
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setId("open");
        Button back = button("back", Icon.BACK, commands.history()::back);
        keyed(back, "header.back", "back");
        back.disableProperty().bind(commands.history().backProperty().not());
        Button forward = button("forward", Icon.FORWARD, commands.history()::forward);
        keyed(forward, "header.forward", "forward");
        forward.disableProperty().bind(commands.history().forwardProperty().not());
        Button previous = button("previous", Icon.PREVIOUS, commands::previousStep);
        Button next = button("next", Icon.NEXT, commands::nextStep);
        keyed(previous, "header.previous", "step.previous");
        keyed(next, "header.next", "step.next");
        Button stopped = new Button(TEXTS.get("header.stopped"), Cells.icon(Icon.STOP, "status-blocked"));
        stopped.setTooltip(new Tooltip());
        stopped.setOnAction(event -> commands.nextStopped());
        stopped.setMinWidth(Region.USE_PREF_SIZE);
        stopped.setId("next-stopped");
        keys.allProperty().subscribe(ignored -> stopped.getTooltip().setText(keys.with(TEXTS.get("header.stopped.help"), "step.stopped")));
        Button theme = button("theme", Icon.THEME, () -> themes.choiceProperty().set(themes.paletteProperty().get() == Palette.DARK ? ThemeChoice.LIGHT : ThemeChoice.DARK));
        for (Button button : new Button[] {previous, next, stopped}) {
            button.disableProperty().bind(selection.runProperty().isNull());
        }
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("run-title");
        title.setMinWidth(0);
        HBox.setHgrow(title, Priority.ALWAYS);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("header-bar");
        bar.getChildren().setAll(open, back, forward, title, previous, next, stopped, theme);
        selection.runProperty().subscribe(this::describe);
        title.widthProperty().subscribe(this::fit);
    }

    private void describe(RecordedRun shown) {
        title.getChildren().clear();
        if (shown == null) {
            return;
        }
        Run run = shown.run();
        Label agent = new Label(Wording.agent(run));
        agent.getStyleClass().add("run-agent");
        Label details = muted(TEXTS.get("header.run", Wording.shortId(run.id()), shown.steps().size()));
        details.setTooltip(new Tooltip(run.id().toString()));
        title.getChildren().setAll(agent, Cells.badge(run.status()));
        if (selection.path().blocked() > 0) {
            title.getChildren().add(Cells.stopped(selection.path().blocked()));
        }
        when.setText(TEXTS.get("header.start", Wording.dateTime(run.startNanos())));
        title.getChildren().addAll(details, when);
        fit();
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    /** Leaves out when the run began where there is no room for all of it; the run table says it too. */
    private void fit() {
        title.applyCss();
        double needed = title.snappedLeftInset() + title.snappedRightInset() + title.getSpacing() * title.getChildren().size();
        for (Node each : title.getChildren()) {
            needed += each.prefWidth(-1);
        }
        boolean fits = needed <= title.getWidth();
        when.setVisible(fits);
        when.setManaged(fits);
    }

    private static Button button(String key, Icon icon, Runnable action) {
        Button button = new Button(null, Cells.icon(icon));
        button.getStyleClass().addAll("button-icon", "flat");
        button.setAccessibleText(TEXTS.get("header." + key));
        button.setTooltip(new Tooltip(TEXTS.get("header." + key)));
        button.setOnAction(event -> action.run());
        button.setId(key);
        return button;
    }

    /** Says the key of a command beside what its button does. */
    private void keyed(Button button, String text, String command) {
        keys.allProperty().subscribe(ignored -> {
            button.setAccessibleText(keys.with(TEXTS.get(text), command));
            button.getTooltip().setText(button.getAccessibleText());
        });
    }

    Region node() {
        return bar;
    }
}
