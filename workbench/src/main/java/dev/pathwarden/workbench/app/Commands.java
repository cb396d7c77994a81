package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.casefile.MarkActions;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.copy.CopyForm;
import dev.pathwarden.workbench.copy.CopyMenu;
import dev.pathwarden.workbench.copy.StepCopyViewModel;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.KeyEditor;
import dev.pathwarden.workbench.keys.KeyedCommand;
import dev.pathwarden.workbench.nav.History;
import dev.pathwarden.workbench.nav.StepCursor;
import dev.pathwarden.workbench.palette.PaletteEntry;
import dev.pathwarden.workbench.recent.RecentEntry;
import dev.pathwarden.workbench.recent.RecentViewModel;
import dev.pathwarden.workbench.text.Texts;
import dev.pathwarden.workbench.theme.ThemeChoice;
import dev.pathwarden.workbench.theme.Themes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** All that the window can do, each with its keys: declared here once, offered by menus, palette and the sheet of keys. */
final class Commands {

    private static final Texts TEXTS = Texts.of(Commands.class);
    private static final KeyCode[] DIGITS = {KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5, KeyCode.DIGIT6, KeyCode.DIGIT7, KeyCode.DIGIT8, KeyCode.DIGIT9};
    private static final KeyCode[] COPY_KEYS = {KeyCode.J, KeyCode.L, KeyCode.D, KeyCode.T, KeyCode.I};
    private static final KeyCode[] ROOM_KEYS = {KeyCode.F9, KeyCode.F10, KeyCode.F11, KeyCode.F12};

    private final Stage stage;
    private final OpenDialogs dialogs;
    private final RecentViewModel recent;
    private final Runnable sample;
    private final StepCursor cursor;
    private final Runnable rootCause;
    private final History history;
    private final Addresses addresses;
    private final Tabs tabs;
    private final Runnable focusFilter;
    private final Runnable heldSteps;
    private final Themes themes;
    private final Runnable palette;
    private final MarkActions marks;
    private final Reports reports;
    private final Pictures pictures;
    private final InWindows windows;
    private final Live live;
    private final GuidedTour tour;
    private final InViews inViews;
    private final CommandKeys keys;
    private final Inspecting inspecting;
    private final KeySheet sheet;
    private final Accelerators accelerators;
    private final MenuBar bar = new MenuBar();
    private final Map<MenuItem, Command> declared = new LinkedHashMap<>();

    /**
     * What is done for a report.
     *
     * @param write asks for a file and writes it
     * @param possible whether there is anything to report
     */
    record Reports(Runnable write, ObservableBooleanValue possible) {
    }

    /**
     * What is done for pictures of a view.
     *
     * @param shown asks for a file and writes what is in view
     * @param whole asks for a file and writes all of the run
     */
    record Pictures(Runnable shown, Runnable whole) {
    }

    /**
     * What is done with the step in the inspector.
     *
     * @param copies copies it
     * @param search looks for words in it
     * @param draft drafts a guardrail from it
     */
    record Inspecting(StepCopyViewModel copies, Runnable search, Runnable draft) {
    }

    /**
     * What is done with the windows of the program.
     *
     * @param empty opens one with nothing in it
     * @param same opens one in which the same is looked at
     * @param recent opens one with what was opened before
     * @param quit closes all of them
     */
    record InWindows(Runnable empty, Runnable same, Consumer<RecentEntry> recent, Runnable quit) {
    }

    /**
     * What is done while a recording is followed.
     *
     * @param toggle pauses, or goes on
     * @param newest stays at the newest step
     * @param possible whether what is open is followed
     */
    record Live(Runnable toggle, Runnable newest, ObservableBooleanValue possible) {
    }

    /**
     * What is done in single views.
     *
     * @param save saves what the view at the front is about
     * @param others each in the one view that comes to the front for it
     */
    record InViews(Command save, List<Command> others) {
    }

    Commands(Stage stage, OpenDialogs dialogs, RecentViewModel recent, Runnable sample, GuidedTour tour, StepCursor cursor, Runnable rootCause, History history, Addresses addresses, Tabs tabs, Runnable focusFilter, Runnable heldSteps, Themes themes, Runnable palette, MarkActions marks, Reports reports, Pictures pictures, Inspecting inspecting, Live live, InViews inViews, CommandKeys keys, InWindows windows) {
        this.stage = stage;
        this.dialogs = dialogs;
        this.recent = recent;
        this.sample = sample;
        this.tour = tour;
        this.cursor = cursor;
        this.rootCause = rootCause;
        this.history = history;
        this.addresses = addresses;
        this.tabs = tabs;
        this.focusFilter = focusFilter;
        this.heldSteps = heldSteps;
        this.themes = themes;
        this.palette = palette;
        this.marks = marks;
        this.reports = reports;
        this.pictures = pictures;
        this.inspecting = inspecting;
        this.windows = windows;
        this.live = live;
        this.inViews = inViews;
        this.keys = keys;
        this.sheet = new KeySheet(stage, themes, keys, this::changeKeys);
        this.accelerators = new Accelerators(keys);
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

    /** Shows the sheet of all keys. */
    void showKeys() {
        sheet.show();
    }

    /** Shows the dialog in which keys are changed. */
    void changeKeys() {
        KeyEditor.show(stage, themes, keys);
    }

    /** The keys of all that is declared here. */
    CommandKeys keys() {
        return keys;
    }

    History history() {
        return history;
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
                RecentMenu.here(recent), pin(), item("close", dialogs::close, addresses.openProperty(), KeyCode.W, KeyCombination.SHORTCUT_DOWN),
                new SeparatorMenuItem(), item("window.new", windows.empty(), KeyCode.N, KeyCombination.SHORTCUT_DOWN), item(new Command("window.same", TEXTS.get("command.window.same"), List.of(), windows.same(), addresses.openProperty())),
                RecentMenu.elsewhere(recent, windows.recent()), item("window.close", this::closeWindow, KeyCode.W, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                new SeparatorMenuItem(), item(inViews.save()), new SeparatorMenuItem(), item("picture.shown", pictures.shown(), addresses.hereProperty(), KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.ALT_DOWN),
                item("picture.whole", pictures.whole(), addresses.hereProperty(), KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.ALT_DOWN, KeyCombination.SHIFT_DOWN),
                new SeparatorMenuItem(), item("held", this::showHeldSteps, KeyCode.H, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                new SeparatorMenuItem(), item("quit", windows.quit(), KeyCode.Q, KeyCombination.SHORTCUT_DOWN));
        MenuItem back = item("back", history::back, history.backProperty(), KeyCode.LEFT, KeyCombination.ALT_DOWN);
        MenuItem forward = item("forward", history::forward, history.forwardProperty(), KeyCode.RIGHT, KeyCombination.ALT_DOWN);
        MenuItem open = item("palette", palette, Key.of(KeyCode.K, KeyCombination.SHORTCUT_DOWN), Key.of(KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
        Menu go = new Menu(TEXTS.get("menu.go"), null, open, item("address.go", addresses::go, addresses.openProperty(), KeyCode.G, KeyCombination.SHORTCUT_DOWN),
                item("address.copy", addresses::copy, addresses.hereProperty(), KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN), new SeparatorMenuItem(), back, forward, new SeparatorMenuItem(),
                item("step.next", this::nextStep, addresses.openProperty(), KeyCode.DOWN, KeyCombination.ALT_DOWN),
                item("step.previous", this::previousStep, addresses.openProperty(), KeyCode.UP, KeyCombination.ALT_DOWN),
                item("step.stopped", this::nextStopped, addresses.hereProperty(), KeyCode.B, KeyCombination.SHORTCUT_DOWN),
                item("step.cause", rootCause, addresses.hereProperty(), KeyCode.R, KeyCombination.SHORTCUT_DOWN),
                new SeparatorMenuItem(), item("live.toggle", live.toggle(), live.possible(), KeyCode.L, KeyCombination.SHORTCUT_DOWN),
                item("live.newest", live.newest(), live.possible(), KeyCode.L, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                new SeparatorMenuItem(), item("filter", () -> {
                    room.accept(Room.BALANCED);
                    focusFilter.run();
                }, addresses.openProperty(), KeyCode.F, KeyCombination.SHORTCUT_DOWN));
        Menu help = new Menu(TEXTS.get("menu.help"), null, item("keys", this::showKeys, KeyCode.F1), item("keys.change", this::changeKeys), item(new Command("sample", TEXTS.get("command.sample"), List.of(), sample)),
                new SeparatorMenuItem(), item("tour", tour::begin), item("tour.next", tour::next, tour.under(), KeyCode.F8), item("tour.back", tour::back, tour.under(), KeyCode.F8, KeyCombination.SHIFT_DOWN),
                item(new Command("tour.leave", TEXTS.get("command.tour.leave"), List.of(), tour::leave, tour.under())));
        bar.getMenus().setAll(file, view(room), go, ofStep(), ofCase(), help);
        bar.setUseSystemMenuBar(true);
        List<KeyedCommand> keyed = new ArrayList<>();
        bar.getMenus().forEach(menu -> keyed(menu, menu.getText(), keyed));
        keys.declare(keyed);
        return bar;
    }

    private void keyed(Menu menu, String group, List<KeyedCommand> found) {
        for (MenuItem item : menu.getItems()) {
            Command command = declared.get(item);
            if (command != null) {
                found.add(new KeyedCommand(command.id(), group, command.text(), command.keys()));
                accelerators.add(command, item);
            } else if (item instanceof Menu below) {
                keyed(below, group, found);
            }
        }
    }

    private Menu ofStep() {
        Menu step = new Menu(TEXTS.get("menu.step"), null, item("inspector.search", inspecting.search(), inspecting.copies().possibleProperty(), KeyCode.F, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                item("step.draft", inspecting.draft(), inspecting.copies().possibleProperty(), KeyCode.D, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN), new SeparatorMenuItem());
        for (CopyForm form : CopyForm.values()) {
            step.getItems().add(item(new Command("copy." + form.id(), CopyMenu.command(form), List.of(Key.of(COPY_KEYS[form.ordinal()], KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN)), () -> inspecting.copies().copy(form),
                    inspecting.copies().possibleProperty())));
        }
        return step;
    }

    private Menu ofCase() {
        MenuItem undo = item("case.undo", marks::undo, marks.undoableProperty().isNotEmpty(), KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
        marks.undoableProperty().subscribe(what -> undo.setText(named("case.undo", what)));
        MenuItem redo = item("case.redo", marks::redo, marks.redoableProperty().isNotEmpty(), KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);
        marks.redoableProperty().subscribe(what -> redo.setText(named("case.redo", what)));
        Menu menu = new Menu(TEXTS.get("menu.case"), null, item("mark.star", marks::star, addresses.hereProperty(), KeyCode.B), item("mark.star.run", marks::starRun, addresses.hereProperty(), KeyCode.B, KeyCombination.SHIFT_DOWN),
                item("mark.tag", marks::tag, addresses.hereProperty(), KeyCode.T), item("mark.note", marks::note, addresses.hereProperty(), KeyCode.N),
                item("mark.finding", marks::finding, addresses.hereProperty(), KeyCode.N, KeyCombination.SHIFT_DOWN),
                item("case.filter", marks::filter, addresses.openProperty(), KeyCode.S, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
                new SeparatorMenuItem(), undo, redo, new SeparatorMenuItem(), item("case.save", marks::save),
                item("case.report", reports.write(), reports.possible(), KeyCode.E, KeyCombination.SHORTCUT_DOWN));
        menu.setId("menu-case");
        return menu;
    }

    private static String named(String key, String what) {
        return what.isEmpty() ? TEXTS.get("command." + key) : TEXTS.get("command." + key + ".what", what);
    }

    /** As the button of the window does, so that whoever has something to say before it closes is asked. */
    private void closeWindow() {
        Event.fireEvent(stage, new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
    }

    private MenuItem pin() {
        MenuItem pin = item("pin", recent::pinOpen, addresses.openProperty(), KeyCode.D, KeyCombination.SHORTCUT_DOWN);
        recent.pinnedProperty().subscribe(pinned -> pin.setText(TEXTS.get(pinned ? "command.unpin" : "command.pin")));
        return pin;
    }

    /** Buttons for the page that stands there while nothing is open. */
    List<Button> waysToBegin() {
        Button directory = new Button(TEXTS.get("command.open.directory"), Cells.icon(Icon.OPEN, "on-accent"));
        directory.setDefaultButton(true);
        directory.setOnAction(event -> openDirectory());
        Button file = new Button(TEXTS.get("command.open.file"));
        file.setOnAction(event -> openFile());
        Button held = new Button(TEXTS.get("command.held"), Cells.icon(Icon.HOLD, "verdict-escalate"));
        held.setId("welcome-held");
        held.setOnAction(event -> showHeldSteps());
        return List.of(directory, file, held);
    }

    private Menu view(Consumer<Room> room) {
        Menu view = new Menu(TEXTS.get("menu.view"));
        for (int i = 0; i < tabs.views().size(); i++) {
            ViewTab tab = tabs.views().get(i);
            view.getItems().add(item(new Command("view." + tab.id(), tab.title(), List.of(Key.of(DIGITS[i], KeyCombination.SHORTCUT_DOWN)), () -> {
                tabs.show(tab);
                tab.node().requestFocus();
            })));
        }
        view.getItems().add(new SeparatorMenuItem());
        inViews.others().forEach(command -> view.getItems().add(item(command)));
        view.getItems().add(new SeparatorMenuItem());
        for (Room each : Room.values()) {
            view.getItems().add(item("room." + each.name(), () -> room.accept(each), ROOM_KEYS[each.ordinal()]));
        }
        view.getItems().add(new SeparatorMenuItem());
        // Plus is where the equals sign is on many keyboards.
        view.getItems().addAll(item("zoom.in", themes::zoomIn, Key.of(KeyCode.PLUS, KeyCombination.SHORTCUT_DOWN), Key.of(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN),
                        Key.of(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN), Key.of(KeyCode.ADD, KeyCombination.SHORTCUT_DOWN)),
                item("zoom.out", themes::zoomOut, Key.of(KeyCode.MINUS, KeyCombination.SHORTCUT_DOWN), Key.of(KeyCode.SUBTRACT, KeyCombination.SHORTCUT_DOWN)),
                item("zoom.usual", themes::zoomUsual, Key.of(KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN), Key.of(KeyCode.NUMPAD0, KeyCombination.SHORTCUT_DOWN)));
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
            declared.put(item, new Command("theme." + choice.name(), TEXTS.get("menu.theme") + ": " + item.getText(), List.of(), () -> themes.choiceProperty().set(choice)));
        }
        return menu;
    }

    private MenuItem item(String key, Runnable action, ObservableBooleanValue possible, KeyCode code, KeyCombination.Modifier... modifiers) {
        return item(new Command(key, TEXTS.get("command." + key), List.of(Key.of(code, modifiers)), action, possible));
    }

    private MenuItem item(String key, Runnable action, KeyCode code, KeyCombination.Modifier... modifiers) {
        return item(key, action, Key.of(code, modifiers));
    }

    private MenuItem item(String key, Runnable action, Key... keys) {
        return item(new Command(key, TEXTS.get("command." + key), List.of(keys), action));
    }

    private MenuItem item(Command command) {
        MenuItem item = new MenuItem(command.text());
        declared.put(item, command);
        item.setId("command-" + command.id().replace('.', '-'));
        item.setOnAction(event -> command.action().run());
        item.disableProperty().bind(Bindings.not(command.possible()));
        return item;
    }

    /** Lets the keys work in a scene; to be called once the menu bar is there. */
    void accept(Scene scene) {
        accelerators.accept(scene);
    }

    /** All that can be done now, for the palette; there once the menu bar is. */
    List<PaletteEntry> entries() {
        List<PaletteEntry> entries = new ArrayList<>(declared.values().stream().filter(command -> !command.id().equals("palette") && command.possible().get())
                .map(command -> new PaletteEntry("command " + command.id(), Icon.RUN, command.text(), keys.shown(command.id()), command.action())).toList());
        for (RecentEntry each : recent.entries()) {
            entries.add(new PaletteEntry("recent " + each.snapshot().locations(), Icon.OPEN, TEXTS.get("recent.open", each.name()), each.place(), () -> recent.open(each)));
        }
        return entries;
    }
}
