package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.nav.StepCursor;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.ThemeChoice;
import dev.pathwarden.workbench.theme.Themes;
import java.util.function.Consumer;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

/** All that the menus offer, each with its keys. */
final class Commands {

    private static final Texts TEXTS = Texts.of(Commands.class);
    private static final KeyCode[] DIGITS = {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9};

    private final Stage stage;
    private final OpenDialogs dialogs;
    private final StepCursor cursor;
    private final Tabs tabs;
    private final Runnable focusFilter;
    private final Runnable heldSteps;
    private final Themes themes;

    Commands(Stage stage, OpenDialogs dialogs, StepCursor cursor, Tabs tabs, Runnable focusFilter, Runnable heldSteps, Themes themes) {
        this.stage = stage;
        this.dialogs = dialogs;
        this.cursor = cursor;
        this.tabs = tabs;
        this.focusFilter = focusFilter;
        this.heldSteps = heldSteps;
        this.themes = themes;
    }

    void openFile() {
        dialogs.openFile();
    }

    void openDirectory() {
        dialogs.openDirectory();
    }

    void showHeldSteps() {
        heldSteps.run();
    }

    void nextStep() {
        cursor.next();
    }

    void previousStep() {
        cursor.previous();
    }

    void beginWithAStep() {
        cursor.begin();
    }

    void nextStopped() {
        cursor.nextStopped();
    }

    /**
     * The menu bar.
     *
     * @param room called when the user gives the room to a part of the window
     */
    MenuBar menuBar(Consumer<Room> room) {
        Menu file = new Menu(TEXTS.get("menu.file"), null,
                item("open.file", this::openFile, KeyCode.O, KeyCombination.SHORTCUT_DOWN),
                item("open.directory", this::openDirectory, KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                new SeparatorMenuItem(), item("held", this::showHeldSteps, KeyCode.H, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                new SeparatorMenuItem(), item("quit", stage::close, KeyCode.Q, KeyCombination.SHORTCUT_DOWN));
        Menu go = new Menu(TEXTS.get("menu.go"), null,
                item("step.next", this::nextStep, KeyCode.DOWN, KeyCombination.ALT_DOWN),
                item("step.previous", this::previousStep, KeyCode.UP, KeyCombination.ALT_DOWN),
                item("step.stopped", this::nextStopped, KeyCode.B, KeyCombination.SHORTCUT_DOWN),
                new SeparatorMenuItem(), item("runs.filter", () -> {
                    room.accept(Room.BALANCED);
                    focusFilter.run();
                }, KeyCode.F, KeyCombination.SHORTCUT_DOWN));
        MenuBar bar = new MenuBar(file, view(room), go);
        bar.setUseSystemMenuBar(true);
        return bar;
    }

    private Menu view(Consumer<Room> room) {
        Menu view = new Menu(TEXTS.get("menu.view"));
        for (int i = 0; i < tabs.views().size(); i++) {
            ViewTab tab = tabs.views().get(i);
            MenuItem item = new MenuItem(tab.title());
            item.setAccelerator(new KeyCodeCombination(DIGITS[i], KeyCombination.SHORTCUT_DOWN));
            item.setOnAction(event -> {
                tabs.show(tab);
                tab.node().requestFocus();
            });
            view.getItems().add(item);
        }
        view.getItems().add(new SeparatorMenuItem());
        KeyCode[] keys = {KeyCode.F9, KeyCode.F10, KeyCode.F11, KeyCode.F12};
        for (Room each : Room.values()) {
            view.getItems().add(item("room." + each.name(), () -> room.accept(each), keys[each.ordinal()]));
        }
        view.getItems().add(new SeparatorMenuItem());
        view.getItems().add(themeMenu());
        return view;
    }

    private Menu themeMenu() {
        Menu menu = new Menu(TEXTS.get("menu.theme"));
        ToggleGroup group = new ToggleGroup();
        for (ThemeChoice choice : ThemeChoice.values()) {
            RadioMenuItem item = new RadioMenuItem(TEXTS.get("theme." + choice.name()));
            item.setToggleGroup(group);
            item.setOnAction(event -> themes.choiceProperty().set(choice));
            themes.choiceProperty().subscribe(chosen -> item.setSelected(chosen == choice));
            menu.getItems().add(item);
        }
        return menu;
    }

    private static MenuItem item(String key, Runnable action, KeyCode code, KeyCombination.Modifier... modifiers) {
        MenuItem item = new MenuItem(TEXTS.get("command." + key));
        item.setId("command-" + key.replace('.', '-'));
        item.setAccelerator(new KeyCodeCombination(code, modifiers));
        item.setOnAction(event -> action.run());
        return item;
    }
}
