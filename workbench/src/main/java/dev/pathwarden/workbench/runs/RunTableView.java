package dev.pathwarden.workbench.runs;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The run table with its filter.
 *
 * <p>A narrow table shows its most telling columns only, so that none is cut; once the user has chosen columns, the choice stays.
 */
public final class RunTableView {

    private static final Texts TEXTS = Texts.of(RunTableView.class);
    private static final double ROW_HEIGHT = 30;
    private static final double SCROLL_BAR = 14;
    private static final double HEADER = 36;
    private static final double BORDER = 2;
    /** How much wider the agent's column grows before the labels get the rest. */
    private static final double AGENT_MORE = 40;

    private final RunTableViewModel model;
    private final TextField filter = new TextField();
    private final TableView<RunSummary> table = new TableView<>();
    private final MenuButton columnsMenu = new MenuButton(TEXTS.get("columns"));
    private final Label placeholder = new Label();
    private final VBox root;
    /** Columns from the most to the least telling. */
    private final List<TableColumn<RunSummary, ?>> byPriority = new ArrayList<>();
    private TableColumn<RunSummary, ?> labels;
    private boolean chosenByUser;

    public RunTableView(RunTableViewModel model) {
        this.model = model;
        filter.setPromptText(TEXTS.get("filter.prompt"));
        filter.setAccessibleText(TEXTS.get("filter.help"));
        filter.setTooltip(new Tooltip(TEXTS.get("filter.help")));
        filter.setId("run-filter");
        filter.textProperty().bindBidirectional(model.filterProperty());
        filter.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                filter.clear();
            } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
                goToTable();
            }
        });
        columnsMenu.setAccessibleText(TEXTS.get("columns.help"));
        columnsMenu.setTooltip(new Tooltip(TEXTS.get("columns.help")));
        columnsMenu.setMinWidth(Region.USE_PREF_SIZE);
        columnsMenu.getStyleClass().add("flat");
        Label title = new Label(TEXTS.get("title"));
        title.getStyleClass().add("panel-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        Label count = new Label();
        count.getStyleClass().add("text-muted");
        count.textProperty().bind(model.countProperty());
        HBox.setHgrow(count, Priority.ALWAYS);
        count.setMaxWidth(Double.MAX_VALUE);
        HBox heading = new HBox(8, title, count, columnsMenu);
        heading.setAlignment(Pos.CENTER_LEFT);
        heading.getStyleClass().add("panel-heading");
        HBox filterRow = new HBox(filter);
        HBox.setHgrow(filter, Priority.ALWAYS);
        filterRow.getStyleClass().add("panel-row");
        makeTable();
        VBox.setVgrow(table, Priority.ALWAYS);
        root = new VBox(heading, filterRow, table);
        root.getStyleClass().add("panel");
        root.setId("runs");
        model.onRunsChanged(this::runsChanged);
        runsChanged();
    }

    private void makeTable() {
        TableColumn<RunSummary, ?> agent = RunColumns.agent();
        TableColumn<RunSummary, ?> status = RunColumns.status();
        TableColumn<RunSummary, ?> steps = RunColumns.number("steps", RunSummary::steps, 70);
        TableColumn<RunSummary, ?> blocked = RunColumns.number("blocked", RunSummary::blocked, 84);
        TableColumn<RunSummary, ?> verdicts = RunColumns.number("verdicts", RunSummary::verdicts, 86);
        TableColumn<RunSummary, ?> labels = RunColumns.labels();
        TableColumn<RunSummary, ?> start = RunColumns.start();
        table.getColumns().setAll(List.of(agent, status, steps, blocked, verdicts, start, labels));
        byPriority.addAll(List.of(agent, blocked, steps, start, status, labels, verdicts));
        this.labels = labels;
        table.setId("run-table");
        table.setFixedCellSize(ROW_HEIGHT);
        table.setColumnResizePolicy(TableView.UNCONSTRAINED_RESIZE_POLICY);
        table.setAccessibleText(TEXTS.get("table"));
        placeholder.setWrapText(true);
        placeholder.getStyleClass().addAll("placeholder", "text-muted");
        table.setPlaceholder(placeholder);
        SortedList<RunSummary> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        table.getSelectionModel().selectedItemProperty().subscribe(summary -> {
            if (summary != null && !summary.run().id().equals(model.currentProperty().getValue())) {
                model.show(summary);
            }
        });
        model.currentProperty().subscribe(this::select);
        model.filterProperty().subscribe(ignored -> describeEmpty());
        table.widthProperty().subscribe(ignored -> fitColumns());
        table.heightProperty().subscribe(ignored -> fitColumns());
    }

    /** From the filter into the table: to the run that is shown, or to the first that the filter left. */
    private void goToTable() {
        table.requestFocus();
        if (!table.getItems().isEmpty() && !table.getItems().contains(table.getSelectionModel().getSelectedItem())) {
            table.getSelectionModel().clearAndSelect(0);
        }
    }

    private void select(RunId id) {
        RunSummary selected = table.getSelectionModel().getSelectedItem();
        if (id == null || selected != null && selected.run().id().equals(id)) {
            return;
        }
        for (RunSummary summary : table.getItems()) {
            if (summary.run().id().equals(id)) {
                table.getSelectionModel().select(summary);
                table.scrollTo(summary);
                return;
            }
        }
        table.getSelectionModel().clearSelection();
    }

    private void runsChanged() {
        table.getColumns().removeIf(column -> column.getId().startsWith("attribute:"));
        columnsMenu.getItems().clear();
        for (TableColumn<RunSummary, ?> column : table.getColumns()) {
            CheckMenuItem item = new CheckMenuItem(column.getText());
            item.selectedProperty().bindBidirectional(column.visibleProperty());
            item.setOnAction(event -> chosenByUser = true);
            columnsMenu.getItems().add(item);
        }
        List<String> attributes = model.attributes();
        if (!attributes.isEmpty()) {
            columnsMenu.getItems().add(new SeparatorMenuItem());
        }
        for (String name : attributes) {
            CheckMenuItem item = new CheckMenuItem(name);
            item.setMnemonicParsing(false);
            item.selectedProperty().subscribe((before, now) -> showAttribute(name, now));
            columnsMenu.getItems().add(item);
        }
        describeEmpty();
        fitColumns();
    }

    private void showAttribute(String name, boolean show) {
        if (show) {
            table.getColumns().add(RunColumns.attribute(name));
        } else {
            table.getColumns().removeIf(column -> column.getId().equals("attribute:" + name));
        }
    }

    private void describeEmpty() {
        placeholder.setText(TEXTS.get(!model.isOpen() ? "empty.none" : model.filterProperty().get().isBlank() ? "empty.run" : "empty.filter"));
    }

    private void fitColumns() {
        if (chosenByUser || table.getWidth() <= 0) {
            return;
        }
        boolean scrolls = table.getItems().size() * ROW_HEIGHT + HEADER > table.getHeight();
        double room = table.getWidth() - BORDER - (scrolls ? SCROLL_BAR : 0);
        double left = room;
        for (TableColumn<RunSummary, ?> column : byPriority) {
            left -= column.getMinWidth();
            column.setVisible(left >= 0 || column == byPriority.getFirst());
        }
        TableColumn<RunSummary, ?> widest = labels.isVisible() ? labels : byPriority.getFirst();
        double others = 0;
        for (TableColumn<RunSummary, ?> column : byPriority) {
            if (column.isVisible() && column != widest) {
                column.setPrefWidth(column.getMinWidth() + (column == byPriority.getFirst() ? Math.clamp(left(room), 0, AGENT_MORE) : 0));
                others += column.getPrefWidth();
            }
        }
        widest.setPrefWidth(Math.max(widest.getMinWidth(), room - others));
    }

    /** Room that the visible columns leave at their least width. */
    private double left(double room) {
        return room - byPriority.stream().filter(TableColumn::isVisible).mapToDouble(TableColumn::getMinWidth).sum();
    }

    /** The view. */
    public Region node() {
        return root;
    }

    /** Puts the key board focus into the filter. */
    public void focusFilter() {
        filter.requestFocus();
    }
}
