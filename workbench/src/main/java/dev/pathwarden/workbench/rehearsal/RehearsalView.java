package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.authoring.GuardrailCheck.Told;
import dev.pathwarden.policies.authoring.GuardrailLayout;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.editor.EditorHelp;
import dev.pathwarden.workbench.editor.FormView;
import dev.pathwarden.workbench.editor.LiveValuesView;
import dev.pathwarden.workbench.editor.LiveValuesViewModel;
import dev.pathwarden.workbench.editor.PolicyEditor;
import dev.pathwarden.workbench.editor.RichTextPolicyEditor;
import dev.pathwarden.workbench.judge.GoodWorkBar;
import dev.pathwarden.workbench.judge.Judging;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitMenuButton;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.util.StringConverter;

/** The rehearsal view: guardrail text above, what it would have stopped below. */
public final class RehearsalView {

    private static final Texts TEXTS = Texts.of(RehearsalView.class);
    private static final double WRITTEN = 0.68;

    private final RehearsalViewModel model;
    private final Function<FileChooser, File> ask;
    private final PolicyEditor editor;
    private final LiveValuesView live;
    private final FormView form;
    private final ToggleButton asForm = new ToggleButton(TEXTS.get("form"));
    private final ComboBox<GuardrailDraft> files = new ComboBox<>();
    private final ProblemList problems;
    private final ObservableValue<Boolean> drafting;
    private final TextAndResults parts;
    private final VBox root;
    private boolean showing;

    /**
     * A view.
     *
     * @param judging what is said of the steps that are found
     * @param help what the editor offers besides typing
     * @param values what the guardrail at the caret says of the selected step
     * @param draft stands in the place of text and results while a guardrail is drafted
     * @param drafting whether one is
     * @param share which part of the height the text has, as the user chose it last; null before any choice
     * @param ask asks for a file to write
     * @param keys get those with which steps are judged, and tell those of the commands
     */
    public RehearsalView(RehearsalViewModel model, Judging judging, EditorHelp help, LiveValuesViewModel values, Region draft, ObservableValue<Boolean> drafting, ObjectProperty<Double> share, Function<FileChooser, File> ask, CommandKeys keys) {
        this.model = model;
        this.ask = ask;
        this.drafting = drafting;
        problems = new ProblemList(model.toldProperty(), this::goTo, this::repair);
        editor = new RichTextPolicyEditor(help);
        judging.file().shownIn(editor::rewrite);
        live = new LiveValuesView(values, said -> editor.goTo(said.line(), said.column()));
        editor.lineProperty().subscribe(line -> values.line(line.intValue()));
        editor.textProperty().bindBidirectional(model.textProperty());
        SplitPane beside = new SplitPane(editor.node());
        form = new FormView(editor::rewrite);
        asForm.selectedProperty().subscribe(() -> arrange(beside, values));
        values.wantedProperty().subscribe(() -> arrange(beside, values));
        model.textProperty().subscribe(this::showForm);
        arrange(beside, values);
        VBox.setVgrow(beside, Priority.ALWAYS);
        VBox top = new VBox(editing(values, keys), beside, problems.node());
        parts = new TextAndResults(top, new ResultView(model.dryRun(), judging, keys).node(), share);
        VBox.setVgrow(parts.node(), Priority.ALWAYS);
        VBox written = new VBox(toolbar(), failure(), new ConflictBar(model).node(), new GoodWorkBar(judging).node(), parts.node());
        StackPane shown = new StackPane(written, draft);
        VBox.setVgrow(shown, Priority.ALWAYS);
        root = new VBox(shown);
        drafting.subscribe(now -> {
            draft.setVisible(now);
            written.setVisible(!now);
        });
        drafting.subscribe((before, now) -> {
            if (!now) {
                parts.written();
            }
        });
        root.setId("rehearsal");
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && model.dryRun().runningProperty().get()) {
                model.dryRun().cancel();
                event.consume();
            }
        });
        root.getStyleClass().add("rehearsal");
        model.filesProperty().subscribe(this::showFiles);
        model.fileProperty().subscribe(this::showFiles);
        model.toldProperty().subscribe(this::showTold);
    }

    private void arrange(SplitPane beside, LiveValuesViewModel values) {
        Region written = asForm.isSelected() ? form.node() : editor.node();
        if (Boolean.TRUE.equals(values.wantedProperty().get())) {
            beside.getItems().setAll(written, live.node());
            beside.setDividerPositions(WRITTEN);
        } else {
            beside.getItems().setAll(written);
        }
        showForm();
    }

    private void showForm() {
        if (asForm.isSelected()) {
            String text = model.textProperty().get();
            int offset = 0;
            for (int line = 1; line < editor.lineProperty().get() && text.indexOf('\n', offset) >= 0; line++) {
                offset = text.indexOf('\n', offset) + 1;
            }
            form.show(text, offset);
        }
    }

    private Region editing(LiveValuesViewModel values, CommandKeys keys) {
        ToggleButton live = new ToggleButton(TEXTS.get("live"));
        live.setId("show-live");
        live.setTooltip(new Tooltip(TEXTS.get("live.help")));
        live.selectedProperty().bindBidirectional(values.wantedProperty());
        FlowPane bar = new FlowPane(4, 4, keyed(small("save", this::save), "save", "save", keys), keyed(small("format", this::format), "format", "guardrail.format", keys), small("find", editor::find), small("fix", editor::fix), asForm, live);
        asForm.setId("as-form");
        asForm.setTooltip(new Tooltip(TEXTS.get("form.help")));
        asForm.getStyleClass().add("small");
        live.getStyleClass().add("small");
        bar.getStyleClass().add("editing-bar");
        return bar;
    }

    /** Tells in its tooltip the key of a command that does the same. */
    private static Button keyed(Button button, String key, String command, CommandKeys keys) {
        keys.allProperty().subscribe(() -> button.getTooltip().setText(keys.with(TEXTS.get("editing." + key + ".help"), command)));
        return button;
    }

    private static Button small(String key, Runnable action) {
        Button button = new Button(TEXTS.get("editing." + key));
        button.setId("editing-" + key);
        button.getStyleClass().addAll("flat", "small");
        button.setTooltip(new Tooltip(TEXTS.get("editing." + key + ".help")));
        button.setOnAction(event -> action.run());
        return button;
    }

    private Region toolbar() {
        MenuButton set = new MenuButton();
        set.textProperty().bind(model.setProperty());
        set.setAccessibleText(TEXTS.get("set.help"));
        set.setTooltip(new Tooltip(TEXTS.get("set.help")));
        set.getItems().setAll(item("set.pack", model::openPack), item("set.directory", this::chooseDirectory), item("set.file", this::chooseFile), item("set.draft", model::newDraft), item("save", this::save), item("save.as", this::saveAs));
        set.setId("guardrail-set");
        set.setMinWidth(Region.USE_PREF_SIZE);
        files.setAccessibleText(TEXTS.get("file.help"));
        files.setId("guardrail-file");
        files.setMaxWidth(Double.MAX_VALUE);
        files.setMinWidth(80);
        files.setOnAction(event -> {
            if (!showing && files.getValue() != null) {
                model.choose(files.getValue());
            }
        });
        HBox.setHgrow(files, Priority.ALWAYS);
        HBox first = new HBox(8, set, files, run());
        first.setAlignment(Pos.CENTER_LEFT);
        FlowPane second = new FlowPane(8, 6, muted(TEXTS.get("facts")), choice("facts", model.dryRun().modeProperty(), DryRunMode.values(), mode -> TEXTS.get("mode." + mode.name())),
                muted(TEXTS.get("compared")), choice("compared", model.dryRun().comparedProperty(), Compared.values(), each -> TEXTS.get("compared." + each.name())), new DeployedButton(model.dryRun()).node(), parts.switches());
        second.setAlignment(Pos.CENTER_LEFT);
        VBox bar = new VBox(6, first, second);
        bar.getStyleClass().add("view-bar");
        return bar;
    }

    /** Tries the guardrails; its menu says on what. */
    private SplitMenuButton run() {
        SplitMenuButton run = new SplitMenuButton(item("on.snapshot", () -> model.dryRun().folderProperty().set(null)), item("on.folder", () -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(TEXTS.get("menu.on.folder"));
            File chosen = chooser.showDialog(root.getScene().getWindow());
            if (chosen != null) {
                parts.tried();
                model.dryRun().folderProperty().set(chosen.toPath());
            }
        }));
        run.textProperty().bind(model.dryRun().folderProperty().map(folder -> TEXTS.get("run.folder", String.valueOf(folder.getFileName()))).orElse(TEXTS.get("run")));
        run.setGraphic(Cells.icon(Icon.RUN, "on-accent"));
        run.getStyleClass().add("accent");
        run.setId("rehearse");
        run.setTooltip(new Tooltip(TEXTS.get("run.help")));
        run.setMinWidth(Region.USE_PREF_SIZE);
        run.setOnAction(event -> {
            parts.tried();
            model.dryRun().rehearse();
        });
        return run;
    }

    private static <T> ComboBox<T> choice(String key, ObjectProperty<T> value, T[] all, Function<T, String> name) {
        ComboBox<T> box = new ComboBox<>();
        box.getItems().setAll(all);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(T each) {
                return each == null ? "" : name.apply(each);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        });
        box.valueProperty().bindBidirectional(value);
        box.setAccessibleText(TEXTS.get(key));
        box.setId("choice-" + key.toLowerCase(Locale.ROOT));
        return box;
    }

    private Region failure() {
        Label sentence = new Label(null, Cells.icon(Icon.WARNING, "status-blocked"));
        sentence.textProperty().bind(model.failureProperty());
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.getStyleClass().add("problem-banner");
        sentence.visibleProperty().bind(model.failureProperty().isNotEmpty());
        sentence.managedProperty().bind(sentence.visibleProperty());
        return sentence;
    }

    private void showFiles() {
        showing = true;
        if (!files.getItems().equals(model.filesProperty().get())) {
            files.getItems().setAll(model.filesProperty().get());
        }
        files.setValue(model.fileProperty().get());
        showing = false;
        showTold();
    }

    private void showTold() {
        GuardrailDraft file = model.fileProperty().get();
        editor.show(file == null ? List.of() : model.toldProperty().get().stream().map(Told::problem).filter(problem -> problem.source().equals(file.name())).toList());
    }

    /** Lays the text out, which can be undone in one step. */
    public void format() {
        editor.rewrite(GuardrailLayout.of(model.textProperty().get()));
    }

    /** Goes to the next problem of the list, behind the last to the first. */
    public void goToNextProblem() {
        problems.next().ifPresent(this::goTo);
    }

    private void goTo(Problem problem) {
        parts.written();
        model.choose(problem.source());
        editor.goTo(problem.line(), problem.column());
    }

    private void repair(Told told) {
        model.choose(told.problem().source());
        if (told.fix() != null && model.toldOfFile().contains(told)) {
            editor.apply(told.fix());
        }
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(TEXTS.get("menu." + key));
        item.setOnAction(event -> action.run());
        return item;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    private void chooseDirectory() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(TEXTS.get("menu.set.directory"));
        open(chooser.showDialog(root.getScene().getWindow()));
    }

    private void chooseFile() {
        open(yaml("menu.set.file").showOpenDialog(root.getScene().getWindow()));
    }

    private void open(File chosen) {
        if (chosen != null) {
            model.open(chosen.toPath());
        }
    }

    /** Writes the text that is edited to where it was read from; else it is asked where. Nothing is written while a guardrail is drafted, which hides the text. */
    public void save() {
        if (drafting.getValue()) {
            return;
        }
        GuardrailDraft file = model.fileProperty().get();
        if (file != null && file.path() != null) {
            model.save(file.path());
        } else {
            saveAs();
        }
    }

    /** Asks where, and writes the text that is edited there. */
    public void saveAs() {
        FileChooser chooser = yaml("menu.save.as");
        GuardrailDraft file = model.fileProperty().get();
        if (file == null) {
            return;
        }
        chooser.setInitialFileName(file.name().substring(file.name().lastIndexOf('/') + 1));
        File chosen = ask.apply(chooser);
        if (chosen != null) {
            model.save(chosen.toPath());
        }
    }

    private static FileChooser yaml(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get(title));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(TEXTS.get("yaml"), "*.yaml", "*.yml"));
        return chooser;
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
