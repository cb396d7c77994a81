package dev.pathwarden.workbench.runs;

import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.workbench.casefile.RunMarks;
import dev.pathwarden.workbench.nav.Matches;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The run table.
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
    /** How much wider the column of the marks grows, so that each kind of them has room. */
    private static final double MARKS_MORE = 54;

    private final RunTableViewModel model;
    private final TableView<RunSummary> table = new TableView<>();
    private final MenuButton columnsMenu = new MenuButton(TEXTS.get("columns"));
    private final Label placeholder = new Label();
    private final VBox root;
    /** Columns from the most to the least telling. */
    private final List<TableColumn<RunSummary, ?>> byPriority = new ArrayList<>();
    private TableColumn<RunSummary, ?> steps;
    private TableColumn<RunSummary, ?> labels;
    private TableColumn<RunSummary, ?> matched;
    private TableColumn<RunSummary, ?> marked;
    private boolean chosenByUser;

    /**
     * A view.
     *
     * @param menu what the context menu of a run offers; asked when it is opened
     */
    public RunTableView(RunTableViewModel model, Function<RunSummary, List<MenuItem>> menu) {
        this.model = model;
        ContextMenu ofRun = new ContextMenu();
        ofRun.setOnShowing(event -> {
            RunSummary run = table.getSelectionModel().getSelectedItem();
            ofRun.getItems().setAll(run == null ? List.of() : menu.apply(run));
        });
        // An empty menu is not shown, and would never be filled.
        ofRun.getItems().setAll(new MenuItem());
        table.setContextMenu(ofRun);
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
        makeTable();
        VBox.setVgrow(table, Priority.ALWAYS);
        root = new VBox(heading, table);
        root.getStyleClass().add("panel");
        root.setId("runs");
        model.onRunsChanged(this::runsChanged);
        model.onGrown(this::grown);
        runsChanged();
    }

    private void makeTable() {
        TableColumn<RunSummary, ?> agent = RunColumns.agent();
        TableColumn<RunSummary, ?> status = RunColumns.status();
        steps = RunColumns.number("steps", RunSummary::steps, 70);
        TableColumn<RunSummary, ?> blocked = RunColumns.number("blocked", RunSummary::blocked, 76);
        TableColumn<RunSummary, ?> verdicts = RunColumns.number("verdicts", RunSummary::verdicts, 86);
        TableColumn<RunSummary, ?> labels = RunColumns.labels();
        TableColumn<RunSummary, ?> start = RunColumns.start();
        table.getColumns().setAll(List.of(agent, status, steps, blocked, verdicts, start, labels));
        byPriority.addAll(List.of(agent, blocked, steps, start, status, labels, verdicts));
        this.labels = labels;
        matched = RunColumns.matched(model);
        marked = RunColumns.marks(model);
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
            if (summary != null && !model.isGrowing() && !summary.run().id().equals(model.currentProperty().getValue())) {
                model.show(summary);
            }
        });
        model.currentProperty().subscribe(this::select);
        model.matchesProperty().subscribe(this::showMatched);
        model.marksProperty().subscribe(this::showMarked);
        table.widthProperty().subscribe(ignored -> fitColumns());
        table.heightProperty().subscribe(ignored -> fitColumns());
    }

    private void showMatched(Matches matches) {
        showBesides(matched, matches != null);
        describeEmpty();
        fitColumns();
    }

    private void showMarked(Map<RunId, RunMarks> marks) {
        showBesides(marked, !marks.isEmpty());
        if (table.getSortOrder().contains(marked)) {
            table.sort();
        }
        fitColumns();
    }

    /** A column beside that of the agent, as long as there is something in it. */
    private void showBesides(TableColumn<RunSummary, ?> column, boolean shown) {
        if (!shown) {
            table.getColumns().remove(column);
            byPriority.remove(column);
        } else if (!byPriority.contains(column)) {
            table.getColumns().add(1, column);
            byPriority.add(1, column);
        }
    }

    /** Puts the focus into the table: on the run that is shown, or on the first that the filter leaves. */
    public void goToTable() {
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
        if (mark(id)) {
            table.scrollTo(table.getSelectionModel().getSelectedIndex());
        }
    }

    /** Selects the row of a run, or none where there is none, in which case false is returned. */
    private boolean mark(RunId id) {
        for (int row = 0; row < table.getItems().size(); row++) {
            if (table.getItems().get(row).run().id().equals(id)) {
                if (table.getSelectionModel().getSelectedIndex() != row) {
                    table.getSelectionModel().clearAndSelect(row);
                }
                return true;
            }
        }
        table.getSelectionModel().clearSelection();
        return false;
    }

    /** The table stays where it is scrolled to, and so does what is selected in it. */
    private void grown() {
        mark(model.currentProperty().getValue());
        fitColumns();
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
        placeholder.setText(TEXTS.get(!model.isOpen() ? "empty.none" : model.matchesProperty().getValue() == null ? "empty.run" : "empty.matches"));
    }

    private void fitColumns() {
        if (chosenByUser || table.getWidth() <= 0) {
            return;
        }
        boolean scrolls = table.getItems().size() * ROW_HEIGHT + HEADER > table.getHeight();
        double room = table.getWidth() - BORDER - (scrolls ? SCROLL_BAR : 0);
        RunColumns.fit(steps, table.getItems().stream().mapToInt(RunSummary::steps).max().orElse(0));
        double left = room;
        for (TableColumn<RunSummary, ?> column : byPriority) {
            left -= column.getMinWidth();
            column.setVisible(left >= 0 || column == byPriority.getFirst());
        }
        TableColumn<RunSummary, ?> widest = labels.isVisible() ? labels : byPriority.getFirst();
        double agentMore = Math.clamp(left(room), 0, AGENT_MORE);
        double marksMore = Math.clamp(left(room) - agentMore, 0, MARKS_MORE);
        double others = 0;
        for (TableColumn<RunSummary, ?> column : byPriority) {
            if (column.isVisible() && column != widest) {
                column.setPrefWidth(column.getMinWidth() + (column == byPriority.getFirst() ? agentMore : column == marked ? marksMore : 0));
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
}
