package dev.pathwarden.workbench.rollout;

import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.event.ActionEvent;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javafx.util.StringConverter;
import javafx.util.Subscription;

/** Asks what the plan of a roll-out is to be, and stays until it is made or nobody wants it any more. */
final class PlanDialog {

    private static final Texts TEXTS = Texts.of(PlanDialog.class);
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_OFFERED = 30;
    private static final double SMALL = 86;
    private static final int LONGEST = 30;

    private final PlanViewModel model;
    private final Window owner;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final TextField bundle = field("bundle");
    private final TextField file = field("file");
    private final TextField keys = field("keys");
    private final TextField agents = field("agents");
    private final CheckBox audit = box("audit");
    private final Spinner<Integer> days = number("days", 0, MOST_DAYS, 7);
    private final ComboBox<Degree> then = then();
    private final CheckBox hold = box("hold");
    private final Spinner<Integer> share = number("share", 1, Stage.WHOLE, 10);
    private final Spinner<Integer> recorders = number("recorders", 0, RolloutPlan.MOST_RECORDERS, 0);

    /** @param owner the window that it belongs to */
    PlanDialog(PlanViewModel model, Window owner) {
        this.model = model;
        this.owner = owner;
    }

    /** Shows it, until the plan is made or it is closed. */
    void show() {
        Optional<Path> drafts = model.drafts();
        ButtonType make = new ButtonType(TEXTS.get("plan.make"), ButtonBar.ButtonData.OK_DONE);
        dialog.initOwner(owner);
        dialog.setTitle(TEXTS.get("plan.title"));
        dialog.getDialogPane().setId("rollout-plan-dialog");
        dialog.getDialogPane().getButtonTypes().setAll(ButtonType.CANCEL, make);
        dialog.getDialogPane().setContent(content(drafts));
        Button button = (Button) dialog.getDialogPane().lookupButton(make);
        button.setId("plan-make");
        button.disableProperty().bind(model.runningProperty().or(bundle.textProperty().isEmpty()).or(file.textProperty().isEmpty()));
        // It stays open: what is wrong is said in it, with all that was typed.
        button.addEventFilter(ActionEvent.ACTION, event -> {
            event.consume();
            make();
        });
        Subscription done = model.runningProperty().subscribe((before, now) -> {
            if (!now && model.problemProperty().get().isEmpty()) {
                dialog.close();
            }
        });
        dialog.setOnShown(event -> bundle.requestFocus());
        model.look();
        model.lookForAgents();
        dialog.showAndWait();
        done.unsubscribe();
        button.disableProperty().unbind();
        model.cancel();
    }

    private void make() {
        for (Spinner<Integer> each : Stream.of(days, share, recorders).filter(field -> !field.isDisabled()).toList()) {
            Optional<Integer> number = typed(each);
            if (number.isEmpty()) {
                SpinnerValueFactory.IntegerSpinnerValueFactory range = (SpinnerValueFactory.IntegerSpinnerValueFactory) each.getValueFactory();
                model.tell(TEXTS.get("plan.number", Wording.line(each.getEditor().getText(), LONGEST), range.getMin(), range.getMax()));
                each.getEditor().requestFocus();
                return;
            }
            each.getValueFactory().setValue(number.get());
        }
        try {
            model.make(new WantedPlan(Path.of(bundle.getText().strip()), Path.of(file.getText().strip()), audit.isSelected(), days.getValue(), then.getValue(), hold.isSelected(), share.getValue(), hold.isSelected() ? agents.getText() : "", keys.getText(), recorders.getValue()));
        } catch (InvalidPathException wrong) {
            model.tell(TEXTS.get("plan.path", wrong.getInput()));
        }
    }

    private Region content(Optional<Path> drafts) {
        Label from = new Label(drafts.map(Path::toString).orElse(TEXTS.get("plan.unsaved")));
        from.setId("plan-drafts");
        from.setWrapText(true);
        GridPane grid = new GridPane(10, 8);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(new ColumnConstraints(), wide);
        row(grid, "drafts", from);
        row(grid, "bundle", chosen(bundle, "plan-bundle-choose", chooser -> chooser.showSaveDialog(owner)));
        row(grid, "file", chosen(file, "plan-file-choose", chooser -> chooser.showSaveDialog(owner)));
        row(grid, "stages", line(audit, days, new Label(TEXTS.get("plan.days")), then));
        row(grid, null, line(hold, share, new Label(TEXTS.get("plan.share"))));
        Region seen = seen();
        row(grid, null, line(new Label(TEXTS.get("plan.of")), agents, seen));
        row(grid, null, new Label(TEXTS.get("plan.enforce")));
        row(grid, "keys", keys);
        row(grid, "recorders", recorders);
        days.disableProperty().bind(audit.selectedProperty().not());
        then.disableProperty().bind(audit.selectedProperty().not().or(days.valueProperty().isEqualTo(0)));
        share.disableProperty().bind(hold.selectedProperty().not());
        agents.disableProperty().bind(hold.selectedProperty().not());
        seen.disableProperty().bind(hold.selectedProperty().not());
        Label problem = new Label();
        problem.setId("plan-problem");
        problem.setWrapText(true);
        problem.getStyleClass().add("problem-banner");
        problem.textProperty().bind(model.problemProperty());
        problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
        problem.managedProperty().bind(problem.visibleProperty());
        ProgressIndicator running = new ProgressIndicator();
        running.setPrefSize(20, 20);
        running.setAccessibleText(TEXTS.get("task.plan"));
        running.visibleProperty().bind(model.runningProperty());
        running.managedProperty().bind(running.visibleProperty());
        Label warning = new Label();
        warning.setId("plan-good-work");
        warning.setWrapText(true);
        warning.setMinHeight(Region.USE_PREF_SIZE);
        warning.getStyleClass().add("judge-stops-good-work");
        warning.textProperty().bind(model.warningProperty().map(sentence -> sentence.isEmpty() ? "" : TEXTS.get("plan.good", sentence)));
        warning.managedProperty().bind(warning.textProperty().isNotEmpty());
        Label help = new Label(TEXTS.get("plan.help"));
        help.setWrapText(true);
        help.getStyleClass().add("text-muted");
        VBox all = new VBox(10, help, warning, grid, problem, running);
        all.setPadding(new Insets(4));
        all.setPrefWidth(640);
        return all;
    }

    /** Offers the agents that act in the open snapshot. */
    private Region seen() {
        MenuButton seen = new MenuButton(TEXTS.get("plan.seen"));
        seen.setId("plan-agents-seen");
        seen.setMinWidth(Region.USE_PREF_SIZE);
        // A menu without items does not open.
        seen.getItems().add(new MenuItem(""));
        seen.setOnShowing(event -> {
            SortedMap<String, SortedSet<String>> names = model.agentsProperty().get().byName();
            seen.getItems().setAll(names.entrySet().stream().limit(MOST_OFFERED).map(each -> item(each.getKey(), each.getValue())).toList());
            if (names.isEmpty() || names.size() > MOST_OFFERED) {
                MenuItem more = new MenuItem(names.isEmpty() ? TEXTS.get("plan.seen.none") : TEXTS.get("plan.seen.more", names.size() - MOST_OFFERED));
                more.setDisable(true);
                seen.getItems().add(more);
            }
        });
        HBox.setHgrow(agents, Priority.ALWAYS);
        return seen;
    }

    private MenuItem item(String name, SortedSet<String> ids) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        // A comma stands between two agents.
        String written = name.contains(",") ? String.join(", ", ids) : name;
        item.setOnAction(event -> agents.setText(agents.getText().isBlank() ? written : agents.getText().strip() + ", " + written));
        return item;
    }

    private static void row(GridPane grid, String key, Node value) {
        int at = grid.getRowCount();
        if (key != null) {
            Label label = new Label(TEXTS.get("plan." + key));
            label.setMinWidth(Region.USE_PREF_SIZE);
            label.setLabelFor(value);
            grid.add(label, 0, at);
        }
        grid.add(value, 1, at);
    }

    private static HBox line(Node... parts) {
        HBox line = new HBox(8, parts);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static Region chosen(TextField field, String id, Function<FileChooser, File> ask) {
        Button choose = new Button(TEXTS.get("plan.choose"));
        choose.setId(id);
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setOnAction(event -> {
            File chosen = ask.apply(new FileChooser());
            if (chosen != null) {
                field.setText(chosen.getPath());
            }
        });
        HBox.setHgrow(field, Priority.ALWAYS);
        return line(field, choose);
    }

    private static TextField field(String key) {
        TextField field = new TextField();
        field.setId("plan-" + key);
        field.setPromptText(TEXTS.get("plan." + key + ".prompt"));
        field.setAccessibleText(TEXTS.get("plan." + key));
        return field;
    }

    private static CheckBox box(String key) {
        CheckBox box = new CheckBox(TEXTS.get("plan." + key));
        box.setId("plan-" + key);
        box.setSelected(true);
        return box;
    }

    /** The number that stands in a field; empty where none does, or one that it does not take. */
    private static Optional<Integer> typed(Spinner<Integer> field) {
        SpinnerValueFactory.IntegerSpinnerValueFactory range = (SpinnerValueFactory.IntegerSpinnerValueFactory) field.getValueFactory();
        try {
            int number = Integer.parseInt(field.getEditor().getText().strip());
            return number < range.getMin() || number > range.getMax() ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    private static Spinner<Integer> number(String key, int least, int most, int first) {
        Spinner<Integer> spinner = new Spinner<>(least, most, first);
        // What is no number stays in the field until the plan is to be made, and is told then: by itself a spinner would throw.
        spinner.getValueFactory().setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer number) {
                return String.valueOf(number);
            }

            @Override
            public Integer fromString(String text) {
                return typed(spinner).orElse(spinner.getValue());
            }
        });
        spinner.setEditable(true);
        spinner.setPrefWidth(SMALL);
        spinner.setMinWidth(SMALL);
        spinner.setId("plan-" + key);
        spinner.setAccessibleText(TEXTS.get("plan." + key + ".help"));
        return spinner;
    }

    private static ComboBox<Degree> then() {
        ComboBox<Degree> box = new ComboBox<>();
        box.getItems().setAll(Degree.OFF, Degree.ENFORCE);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Degree degree) {
                return degree == null ? "" : TEXTS.get("plan.then." + degree.text());
            }

            @Override
            public Degree fromString(String text) {
                return null;
            }
        });
        box.setValue(Degree.OFF);
        box.setId("plan-then");
        box.setAccessibleText(TEXTS.get("plan.then"));
        return box;
    }
}
