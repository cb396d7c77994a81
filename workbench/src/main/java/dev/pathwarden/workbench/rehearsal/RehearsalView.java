package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.editor.PolicyEditor;
import dev.pathwarden.workbench.editor.RichTextPolicyEditor;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
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
    private static final double PROBLEM_ROW = 26;
    private static final int MOST_PROBLEM_ROWS = 3;

    private final RehearsalViewModel model;
    private final PolicyEditor editor = new RichTextPolicyEditor();
    private final ComboBox<GuardrailDraft> files = new ComboBox<>();
    private final ListView<Problem> problems = new ListView<>();
    private final VBox root;
    private boolean showing;

    /**
     * A view.
     *
     * @param draft stands in the place of text and results while a guardrail is drafted
     * @param drafting whether one is
     */
    public RehearsalView(RehearsalViewModel model, Region draft, ObservableValue<Boolean> drafting) {
        this.model = model;
        editor.textProperty().bindBidirectional(model.textProperty());
        makeProblems();
        VBox.setVgrow(editor.node(), Priority.ALWAYS);
        VBox top = new VBox(editor.node(), problems);
        top.setMinHeight(90);
        Region result = new ResultView(model.dryRun()).node();
        SplitPane split = new SplitPane(top, result);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.36);
        VBox.setVgrow(split, Priority.ALWAYS);
        VBox written = new VBox(toolbar(), failure(), split);
        StackPane shown = new StackPane(written, draft);
        VBox.setVgrow(shown, Priority.ALWAYS);
        root = new VBox(shown);
        drafting.subscribe(now -> {
            draft.setVisible(now);
            written.setVisible(!now);
        });
        root.setId("rehearsal");
        root.getStyleClass().add("rehearsal");
        model.filesProperty().subscribe(this::showFiles);
        model.fileProperty().subscribe(this::showFiles);
        model.problemsProperty().subscribe(this::showProblems);
    }

    private Region toolbar() {
        MenuButton set = new MenuButton();
        set.textProperty().bind(model.setProperty());
        set.setAccessibleText(TEXTS.get("set.help"));
        set.setTooltip(new Tooltip(TEXTS.get("set.help")));
        set.getItems().setAll(item("set.pack", model::openPack), item("set.directory", this::chooseDirectory), item("set.file", this::chooseFile), item("set.draft", model::newDraft), item("save", this::save));
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
        Button run = new Button(TEXTS.get("run"), Cells.icon(Icon.RUN, "on-accent"));
        run.getStyleClass().add("accent");
        run.setId("rehearse");
        run.setTooltip(new Tooltip(TEXTS.get("run.help")));
        run.setMinWidth(Region.USE_PREF_SIZE);
        run.setOnAction(event -> model.dryRun().rehearse());
        HBox first = new HBox(8, set, files, run);
        first.setAlignment(Pos.CENTER_LEFT);
        FlowPane second = new FlowPane(8, 6, muted(TEXTS.get("facts")), choice("facts", model.dryRun().modeProperty(), DryRunMode.values(), mode -> TEXTS.get("mode." + mode.name())),
                muted(TEXTS.get("compared")), choice("compared", model.dryRun().comparedProperty(), Compared.values(), each -> TEXTS.get("compared." + each.name())));
        second.setAlignment(Pos.CENTER_LEFT);
        VBox bar = new VBox(6, first, second);
        bar.getStyleClass().add("view-bar");
        return bar;
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

    private void makeProblems() {
        problems.setId("problems");
        problems.setFixedCellSize(PROBLEM_ROW);
        problems.setAccessibleText(TEXTS.get("problems"));
        problems.setCellFactory(ignored -> new ListCell<>() {
            @Override
            protected void updateItem(Problem problem, boolean empty) {
                super.updateItem(problem, empty);
                setText(empty || problem == null ? null : problem.toString());
                setGraphic(empty || problem == null ? null : Cells.icon(Icon.WARNING, problem.severity() == Problem.Severity.ERROR ? "status-blocked" : "warning"));
                setTooltip(empty || problem == null ? null : new Tooltip(problem.toString()));
            }
        });
        problems.setOnMouseClicked(event -> goToProblem());
        problems.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                goToProblem();
            }
        });
    }

    private void goToProblem() {
        Problem problem = problems.getSelectionModel().getSelectedItem();
        if (problem != null) {
            model.choose(problem.source());
            editor.goTo(problem.line(), problem.column());
        }
    }

    private void showFiles() {
        showing = true;
        if (!files.getItems().equals(model.filesProperty().get())) {
            files.getItems().setAll(model.filesProperty().get());
        }
        files.setValue(model.fileProperty().get());
        showing = false;
        showProblems(model.problemsProperty().get());
    }

    private void showProblems(List<Problem> found) {
        problems.getItems().setAll(found);
        boolean any = !found.isEmpty();
        problems.setVisible(any);
        problems.setManaged(any);
        double height = Math.min(found.size(), MOST_PROBLEM_ROWS) * PROBLEM_ROW + 4;
        problems.setMinHeight(height);
        problems.setPrefHeight(height);
        GuardrailDraft file = model.fileProperty().get();
        editor.show(file == null ? List.of() : found.stream().filter(problem -> problem.source().equals(file.name())).toList());
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

    private void save() {
        FileChooser chooser = yaml("menu.save");
        GuardrailDraft file = model.fileProperty().get();
        if (file == null) {
            return;
        }
        chooser.setInitialFileName(file.name().substring(file.name().lastIndexOf('/') + 1));
        File chosen = chooser.showSaveDialog(root.getScene().getWindow());
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
