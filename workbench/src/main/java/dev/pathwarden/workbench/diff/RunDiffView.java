package dev.pathwarden.workbench.diff;

import dev.pathwarden.model.path.DiffRow;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The diff: two runs to choose, what differs in words, and a table with a row for each pair of steps.
 *
 * <p>Selecting a row selects its step everywhere; a click on the left or right step shows that run.
 */
public final class RunDiffView {

    private static final Texts TEXTS = Texts.of(RunDiffView.class);
    private static final double ROW_HEIGHT = 30;
    /** Rows of the table's height that the header and the selected row take. */
    private static final int HEADER_AND_SELECTED = 3;
    private static final int ROWS_ABOVE = 3;

    private final RunDiffViewModel model;
    private final BiConsumer<RunId, Set<StepId>> draft;
    private final TableView<DiffRow> table = new TableView<>();
    private final VBox root;

    /**
     * A view.
     *
     * @param draft drafts a guardrail from steps of a run
     */
    public RunDiffView(RunDiffViewModel model, BiConsumer<RunId, Set<StepId>> draft) {
        this.model = model;
        this.draft = draft;
        makeTable();
        Label summary = sentences("diff-summary", text -> text.lines().findFirst().orElse(""));
        HBox.setHgrow(summary, Priority.ALWAYS);
        HBox first = new HBox(8, summary, onlyChanges());
        Label stopped = sentences("diff-stopped", text -> text.lines().skip(1).collect(Collectors.joining("\n")));
        stopped.visibleProperty().bind(stopped.textProperty().isNotEmpty());
        stopped.managedProperty().bind(stopped.visibleProperty());
        VBox heading = new VBox(6, choices(), first, stopped);
        heading.setPadding(new Insets(8, 10, 8, 10));
        VBox.setVgrow(table, Priority.ALWAYS);
        root = new VBox(heading, table, details());
        root.setId("diff");
        root.getStyleClass().add("pw-diff");
        root.getStylesheets().add(Objects.requireNonNull(RunDiffView.class.getResource("diff.css")).toExternalForm());
        model.currentProperty().subscribe(this::showCurrent);
        table.heightProperty().subscribe(this::reveal);
    }

    /** The view's root node. */
    public Node node() {
        return root;
    }

    private Label sentences(String id, UnaryOperator<String> part) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        label.textProperty().bind(model.summaryProperty().map(part));
        return label;
    }

    private Node choices() {
        ComboBox<RunSummary> left = choice("diff-left", TEXTS.get("left"), model.leftProperty());
        ComboBox<RunSummary> right = choice("diff-right", TEXTS.get("right"), model.rightProperty());
        Button swap = new Button("⇄");
        swap.setId("diff-swap");
        swap.setTooltip(new Tooltip(TEXTS.get("swap")));
        swap.setAccessibleText(TEXTS.get("swap"));
        swap.setMinWidth(Region.USE_PREF_SIZE);
        swap.setOnAction(event -> model.swap());
        HBox bar = new HBox(8, left, swap, right);
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private CheckBox onlyChanges() {
        CheckBox only = new CheckBox(TEXTS.get("only"));
        only.setId("diff-only-changes");
        only.setMinWidth(Region.USE_PREF_SIZE);
        only.selectedProperty().bindBidirectional(model.onlyChangesProperty());
        return only;
    }

    private ComboBox<RunSummary> choice(String id, String name, ObjectProperty<RunSummary> chosen) {
        ComboBox<RunSummary> box = new ComboBox<>(model.runs());
        box.setId(id);
        box.setPromptText(name);
        box.setAccessibleText(name);
        box.setMinWidth(120);
        box.setMaxWidth(Double.MAX_VALUE);
        box.setPrefWidth(280);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setCellFactory(list -> new RunCell(false));
        box.setButtonCell(new RunCell(true));
        chosen.subscribe(run -> {
            if (box.getValue() != run) {
                box.setValue(run);
            }
        });
        // Not bound both ways: while the list of runs changes the box has no value for a moment, which is no choice of the user.
        box.setOnAction(event -> {
            if (box.getValue() != null && !model.isGrowing() && !isChosen(box.getValue(), chosen)) {
                chosen.set(box.getValue());
            }
        });
        model.onGrown(() -> box.getItems().stream().filter(run -> isChosen(run, chosen)).findFirst().ifPresent(box::setValue));
        return box;
    }

    private static boolean isChosen(RunSummary run, ObjectProperty<RunSummary> chosen) {
        return chosen.get() != null && chosen.get().run().id().equals(run.run().id());
    }

    private void makeTable() {
        table.setId("diff-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_ALL_COLUMNS);
        table.setAccessibleText(TEXTS.get("table"));
        table.getColumns().setAll(List.of(DiffColumns.sign(), DiffColumns.step(Side.LEFT, model), DiffColumns.step(Side.RIGHT, model), DiffColumns.deltas()));
        table.setItems(model.shown());
        table.setRowFactory(view -> new DiffTableRow());
        ContextMenu drafts = new ContextMenu(new MenuItem());
        drafts.setOnShowing(event -> drafts.getItems().setAll(drafts()));
        table.setContextMenu(drafts);
        Label placeholder = new Label();
        placeholder.setWrapText(true);
        placeholder.getStyleClass().add("text-muted");
        placeholder.textProperty().bind(Bindings.createStringBinding(() -> model.size() == 0 ? "" : TEXTS.get("empty.same"), model.shown(), model.summaryProperty()));
        table.setPlaceholder(placeholder);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && row != model.currentProperty().get()) {
                model.select(row);
            }
        });
    }

    private List<MenuItem> drafts() {
        List<MenuItem> items = new ArrayList<>();
        DiffRow row = model.currentProperty().get();
        for (Side side : row == null ? new Side[0] : Side.values()) {
            RecordedStep step = side.of(row);
            if (step != null) {
                items.add(item("diff-draft-step-" + side, TEXTS.get("draft.step." + side), () -> draft.accept(step.step().run(), Set.of(step.id()))));
            }
        }
        for (Side side : Side.values()) {
            Set<StepId> only = model.only(side);
            RunSummary run = (side == Side.LEFT ? model.leftProperty() : model.rightProperty()).get();
            MenuItem all = item("diff-draft-only-" + side, TEXTS.get("draft.only." + side, only.size()), () -> draft.accept(run.run().id(), only));
            all.setDisable(only.isEmpty() || run == null);
            items.add(all);
        }
        return items;
    }

    private static MenuItem item(String id, String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void showCurrent(DiffRow row) {
        if (row == null) {
            table.getSelectionModel().clearSelection();
        } else if (table.getSelectionModel().getSelectedItem() != row && table.getItems().contains(row)) {
            table.getSelectionModel().select(row);
            reveal();
        }
    }

    /** Brings the selected row into view, below as many of those that lead to it as there is room for. */
    private void reveal() {
        int selected = table.getSelectionModel().getSelectedIndex();
        if (selected >= 0) {
            int room = (int) (table.getHeight() / ROW_HEIGHT);
            table.scrollTo(Math.max(0, selected - Math.clamp(room - HEADER_AND_SELECTED, 0, ROWS_ABOVE)));
        }
    }

    private Node details() {
        Label details = new Label();
        details.setId("diff-details");
        details.setWrapText(true);
        details.setMinHeight(Region.USE_PREF_SIZE);
        details.textProperty().bind(Bindings.createStringBinding(() -> DiffColumns.inFull(model.currentProperty().get()), model.currentProperty()));
        VBox box = new VBox(details);
        box.setPadding(new Insets(6, 10, 8, 10));
        box.visibleProperty().bind(details.textProperty().isNotEmpty());
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    /** A run in the lists to choose from. */
    private static final class RunCell extends ListCell<RunSummary> {
        private final boolean brief;

        RunCell(boolean brief) {
            this.brief = brief;
        }

        @Override
        protected void updateItem(RunSummary run, boolean empty) {
            super.updateItem(run, empty);
            boolean none = empty || run == null;
            setText(none ? null : brief ? TEXTS.get("run.brief", Wording.agent(run.run()), Wording.shortId(run.run().id())) : TEXTS.get("run", Wording.agent(run.run()),
                    run.run().startNanos() == null ? Wording.shortId(run.run().id()) : Wording.time(run.run().startNanos()), run.steps()));
            setGraphic(none ? null : Cells.icon(run));
        }
    }

    /** A row in the colours of its kind. */
    private static final class DiffTableRow extends TableRow<DiffRow> {
        private static final PseudoClass ADDED = PseudoClass.getPseudoClass("added");
        private static final PseudoClass REMOVED = PseudoClass.getPseudoClass("removed");
        private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

        @Override
        protected void updateItem(DiffRow row, boolean empty) {
            super.updateItem(row, empty);
            DiffRow.Kind kind = empty || row == null ? null : row.kind();
            pseudoClassStateChanged(ADDED, kind == DiffRow.Kind.ADDED);
            pseudoClassStateChanged(REMOVED, kind == DiffRow.Kind.REMOVED);
            pseudoClassStateChanged(CHANGED, kind == DiffRow.Kind.CHANGED);
        }
    }
}
