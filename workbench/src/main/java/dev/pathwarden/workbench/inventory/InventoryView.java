package dev.pathwarden.workbench.inventory;

import dev.pathwarden.policies.inventory.InventoryItem;
import dev.pathwarden.policies.inventory.InventoryKind;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The inventory as a table; Enter or a double click filters for the steps of a thing. */
public final class InventoryView {

    private static final Texts TEXTS = Texts.of(InventoryView.class);
    private static final double ROW_HEIGHT = 30;
    private static final double SCROLL_BAR = 16;
    private static final double LEAST_NAME = 190;
    private static final double TRUST = 170;
    private static final double MOST_TRUST = 340;
    private static final int LONGEST = 200;
    /** Columns that are left out first where there is no room. */
    private static final List<String> LEAST_TELLING = List.of("first", "runs", "last", "stopped", "trust");
    /** Those whose names differ at their ends. */
    private static final Set<InventoryKind> ENDING = EnumSet.of(InventoryKind.FILE, InventoryKind.DIRECTORY, InventoryKind.MCP_TOOL);

    private final InventoryViewModel model;
    private final TableView<InventoryItem> table = new TableView<>();
    private final ComboBox<InventoryKind> kinds = new ComboBox<>();
    private final Label details = new Label();
    private final BorderPane root = new BorderPane(table);
    private final ComparisonBar since;
    private final ComparisonBar drift;
    /** What was selected before the list changed. */
    private InventoryItem before;

    public InventoryView(InventoryViewModel model) {
        this.model = model;
        kinds.setId("inventory-kind");
        kinds.setAccessibleText(TEXTS.get("kind.help"));
        kinds.setConverter(new StringConverter<>() {
            @Override
            public String toString(InventoryKind kind) {
                Map<InventoryKind, Long> counts = model.counts();
                return kind == null ? TEXTS.get("kind.all", counts.values().stream().mapToLong(Long::longValue).sum()) : TEXTS.get("kind.one", TEXTS.get("kind." + kind), counts.getOrDefault(kind, 0L));
            }

            @Override
            public InventoryKind fromString(String text) {
                return null;
            }
        });
        kinds.valueProperty().bindBidirectional(model.kindProperty());
        TextField words = new TextField();
        words.setId("inventory-words");
        words.setPromptText(TEXTS.get("words"));
        words.setAccessibleText(TEXTS.get("words.help"));
        words.textProperty().bindBidirectional(model.wordsProperty());
        HBox.setHgrow(words, Priority.ALWAYS);
        since = new SinceMenu(model.since()).bar();
        drift = new DriftMenu(model.drift()).bar();
        HBox bar = new HBox(8, kinds, words, since.chooser(), drift.chooser());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(6, 10, 6, 10));
        makeTable();
        details.setId("inventory-details");
        details.setWrapText(true);
        details.setPadding(new Insets(6, 10, 8, 10));
        details.getStyleClass().add("text-muted");
        details.setText(TEXTS.get("details.none"));
        details.setMinHeight(Region.USE_PREF_SIZE);
        root.setTop(new VBox(bar, since.said(), drift.said()));
        root.setBottom(details);
        root.setId("inventory");
        model.itemsProperty().subscribe(this::listKinds);
        model.since().foundProperty().subscribe(this::listKinds);
        model.drift().foundProperty().subscribe(() -> {
            listKinds();
            fit(table.getWidth());
        });
    }

    /** What is looked at is taken: the tab that shows this tells whether it is at the front. */
    public void look(boolean front) {
        model.lookedProperty().set(front);
    }

    /** Offers earlier snapshots to compare with. */
    public void offerEarlier() {
        since.offer();
    }

    /** Offers baselines to compare with, and to make one. */
    public void offerBaselines() {
        drift.offer();
    }

    private void listKinds() {
        List<InventoryKind> all = new ArrayList<>();
        all.add(null);
        all.addAll(model.counts().keySet());
        kinds.getItems().setAll(all);
        // The text of the chosen one has a count in it, which is another now.
        kinds.setValue(InventoryKind.AGENT);
        kinds.setValue(null);
    }

    private void makeTable() {
        table.setId("inventory-table");
        table.setAccessibleText(TEXTS.get("table"));
        table.setFixedCellSize(ROW_HEIGHT);
        table.getColumns().setAll(List.of(text("kind", item -> TEXTS.get("kind." + item.kind()), 100), names(), text("drift", this::drift, 170), text("trust", item -> TrustWording.brief(item.trust()), TRUST),
                number("steps", InventoryItem::steps, 70), number("runs", item -> (long) item.runs(), 66), number("stopped", InventoryItem::stopped, 90), time("last", InventoryItem::last), time("first", InventoryItem::first)));
        table.widthProperty().subscribe(width -> fit(width.doubleValue()));
        Label placeholder = new Label();
        placeholder.setWrapText(true);
        placeholder.getStyleClass().addAll("placeholder", "text-muted");
        placeholder.textProperty().bind(model.stateProperty());
        table.setPlaceholder(placeholder);
        // Before the table hears of it, and behind that.
        model.shown().addListener((ListChangeListener<InventoryItem>) change -> before = table.getSelectionModel().getSelectedItem());
        SortedList<InventoryItem> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
        sorted.addListener((ListChangeListener<InventoryItem>) change -> selectAgain());
        table.getSelectionModel().selectedItemProperty().subscribe(item -> details.setText(item == null ? TEXTS.get("details.none") : details(item)));
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                find();
            }
        });
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                find();
                event.consume();
            }
        });
    }

    /** A thing stays selected where it is taken anew, as happens while more comes. */
    private void selectAgain() {
        InventoryItem again = before;
        before = null;
        if (again != null) {
            table.getItems().stream().filter(each -> each.kind() == again.kind() && each.name().equals(again.name())).findFirst().ifPresent(table.getSelectionModel()::select);
        }
    }

    /** Leaves out the least telling columns where there is no room for all: rather none than one that is cut. Names get the room that is left. */
    private void fit(double width) {
        column("drift").setVisible(model.drift().foundProperty().get() != null);
        List<TableColumn<InventoryItem, ?>> others = table.getColumns().stream().filter(each -> !each.getId().equals("name")).toList();
        LEAST_TELLING.forEach(id -> column(id).setVisible(true));
        column("trust").setPrefWidth(TRUST);
        double room = width - SCROLL_BAR - others.stream().filter(TableColumn::isVisible).mapToDouble(TableColumn::getPrefWidth).sum();
        for (String id : LEAST_TELLING) {
            if (room < LEAST_NAME) {
                column(id).setVisible(false);
                room += column(id).getPrefWidth();
            }
        }
        double spare = Math.clamp((room - LEAST_NAME) / 2, 0, MOST_TRUST - TRUST);
        column("trust").setPrefWidth(TRUST + spare);
        column("name").setPrefWidth(Math.max(LEAST_NAME, column("trust").isVisible() ? room - spare : room));
    }

    private TableColumn<InventoryItem, ?> column(String id) {
        return table.getColumns().stream().filter(each -> each.getId().equals(id)).findFirst().orElseThrow();
    }

    private String drift(InventoryItem item) {
        return model.drift().drift(item).map(DriftWording::brief).orElse("");
    }

    private void find() {
        InventoryItem item = table.getSelectionModel().getSelectedItem();
        if (item != null) {
            model.find(item);
        }
    }

    private String details(InventoryItem item) {
        List<String> parts = new ArrayList<>(List.of(name(model.name(item))));
        model.drift().drift(item).ifPresent(drifted -> drifted.ways().forEach(way -> parts.add(DriftWording.way(way))));
        if (!item.agents().isEmpty()) {
            parts.add(TEXTS.get("details.agents", Wording.line(String.join(", ", item.agents().keySet()), LONGEST)));
        }
        if (!item.labels().isEmpty()) {
            parts.add(TEXTS.get("details.labels", Wording.line(String.join(", ", item.labels()), LONGEST)));
        }
        parts.addAll(TrustWording.parts(item.trust()));
        parts.add(TEXTS.get(item.steps() == 0 ? "details.gone" : "details.find"));
        List<String> lines = new ArrayList<>(List.of(String.join(" \u00b7 ", parts)));
        lines.addAll(TrustWording.definitions(item.trust()));
        return String.join("\n", lines);
    }

    /** Takes the room that is left; where the end of a name tells most, that is what stays where it is cut. */
    private TableColumn<InventoryItem, String> names() {
        TableColumn<InventoryItem, String> column = text("name", item -> name(model.name(item)), LEAST_NAME);
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(String name, boolean empty) {
                super.updateItem(name, empty);
                InventoryItem item = empty || getTableRow() == null ? null : getTableRow().getItem();
                boolean endTells = item != null && ENDING.contains(item.kind());
                setTextOverrun(endTells ? OverrunStyle.LEADING_ELLIPSIS : OverrunStyle.ELLIPSIS);
                setText(item == null ? null : name);
            }
        });
        return column;
    }

    private static TableColumn<InventoryItem, String> text(String key, Function<InventoryItem, String> value, double width) {
        return column(key, value, width);
    }

    private static String name(String name) {
        return name.isBlank() ? TEXTS.get("name.none") : Wording.line(name, LONGEST);
    }

    private static TableColumn<InventoryItem, Long> number(String key, Function<InventoryItem, Long> value, double width) {
        TableColumn<InventoryItem, Long> column = column(key, value, width);
        column.getStyleClass().add("number-column");
        column.setCellFactory(ignored -> new TableCell<>() {
            {
                getStyleClass().add("number-cell");
            }

            @Override
            protected void updateItem(Long number, boolean empty) {
                super.updateItem(number, empty);
                setText(empty || number == null ? null : TEXTS.get("number", number));
            }
        });
        return column;
    }

    private static TableColumn<InventoryItem, Long> time(String key, Function<InventoryItem, Long> value) {
        TableColumn<InventoryItem, Long> column = column(key, value, 162);
        column.setComparator(Comparator.nullsLast(Comparator.naturalOrder()));
        column.setCellFactory(ignored -> new TableCell<>() {
            @Override
            protected void updateItem(Long nanos, boolean empty) {
                super.updateItem(nanos, empty);
                setText(empty || getTableRow() == null || getTableRow().getItem() == null ? null : nanos == null ? getTableRow().getItem().steps() == 0 ? null : TEXTS.get("clock.none") : Wording.dateTime(nanos));
            }
        });
        return column;
    }

    private static <T> TableColumn<InventoryItem, T> column(String key, Function<InventoryItem, T> value, double width) {
        TableColumn<InventoryItem, T> column = new TableColumn<>(TEXTS.get("column." + key));
        column.setId(key);
        column.setPrefWidth(width);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
