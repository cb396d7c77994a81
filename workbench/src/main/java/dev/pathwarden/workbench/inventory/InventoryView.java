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
    private static final int LONGEST = 200;
    /** Wider than any screen, and yet a number that the widths of the other columns can be added to: the resize policy does so, and with one beyond all pixels it now and then gave all room to the one column. */
    private static final double WIDEST = 10_000;
    /** Those whose names differ at their ends. */
    private static final Set<InventoryKind> ENDING = EnumSet.of(InventoryKind.FILE, InventoryKind.DIRECTORY, InventoryKind.MCP_TOOL);

    private final InventoryViewModel model;
    private final TableView<InventoryItem> table = new TableView<>();
    private final ComboBox<InventoryKind> kinds = new ComboBox<>();
    private final Label details = new Label();
    private final BorderPane root = new BorderPane(table);
    private final SinceBar since;

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
        since = new SinceBar(model.since());
        HBox bar = new HBox(8, kinds, words, since.chooser());
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(6, 10, 6, 10));
        makeTable();
        details.setId("inventory-details");
        details.setWrapText(true);
        details.setPadding(new Insets(6, 10, 8, 10));
        details.getStyleClass().add("text-muted");
        details.setText(TEXTS.get("details.none"));
        details.setMinHeight(Region.USE_PREF_SIZE);
        root.setTop(new VBox(bar, since.said()));
        root.setBottom(details);
        root.setId("inventory");
        model.itemsProperty().subscribe(this::listKinds);
        model.since().foundProperty().subscribe(this::listKinds);
    }

    /** What is looked at is taken: the tab that shows this tells when it is. */
    public void look() {
        model.lookedProperty().set(true);
    }

    /** Offers earlier snapshots to compare with. */
    public void offerEarlier() {
        since.offer();
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
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().setAll(List.of(text("kind", item -> TEXTS.get("kind." + item.kind()), 100), names(), text("trust", item -> TrustWording.brief(item.trust()), 150),
                number("steps", InventoryItem::steps, 70), number("runs", item -> (long) item.runs(), 66), number("stopped", InventoryItem::stopped, 90), time("last", InventoryItem::last), time("first", InventoryItem::first)));
        table.widthProperty().subscribe(width -> fit(width.doubleValue()));
        Label placeholder = new Label();
        placeholder.setWrapText(true);
        placeholder.getStyleClass().addAll("placeholder", "text-muted");
        placeholder.textProperty().bind(model.stateProperty());
        table.setPlaceholder(placeholder);
        SortedList<InventoryItem> sorted = new SortedList<>(model.shown());
        sorted.comparatorProperty().bind(table.comparatorProperty());
        table.setItems(sorted);
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

    /** Leaves out the least telling columns where there is no room for all: rather none than one that is cut. */
    private void fit(double width) {
        double needed = table.getColumns().stream().mapToDouble(TableColumn::getMinWidth).sum() + SCROLL_BAR;
        for (String id : List.of("first", "runs")) {
            TableColumn<InventoryItem, ?> column = table.getColumns().stream().filter(each -> each.getId().equals(id)).findFirst().orElseThrow();
            column.setVisible(width >= needed);
            needed -= column.isVisible() ? 0 : column.getMinWidth();
        }
    }

    private void find() {
        InventoryItem item = table.getSelectionModel().getSelectedItem();
        if (item != null) {
            model.find(item);
        }
    }

    private String details(InventoryItem item) {
        List<String> parts = new ArrayList<>(List.of(name(model.name(item))));
        if (!item.agents().isEmpty()) {
            parts.add(TEXTS.get("details.agents", Wording.line(String.join(", ", item.agents().keySet()), LONGEST)));
        }
        if (!item.labels().isEmpty()) {
            parts.add(TEXTS.get("details.labels", Wording.line(String.join(", ", item.labels()), LONGEST)));
        }
        parts.addAll(TrustWording.parts(item.trust()));
        parts.add(TEXTS.get("details.find"));
        List<String> lines = new ArrayList<>(List.of(String.join(" \u00b7 ", parts)));
        lines.addAll(TrustWording.definitions(item.trust()));
        return String.join("\n", lines);
    }

    /** Takes the room that is left; where the end of a name tells most, that is what stays where it is cut. */
    private TableColumn<InventoryItem, String> names() {
        TableColumn<InventoryItem, String> column = text("name", item -> name(model.name(item)), 140);
        column.setMaxWidth(WIDEST);
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
                setText(empty || getTableRow() == null || getTableRow().getItem() == null ? null : nanos == null ? TEXTS.get("clock.none") : Wording.dateTime(nanos));
            }
        });
        return column;
    }

    private static <T> TableColumn<InventoryItem, T> column(String key, Function<InventoryItem, T> value, double width) {
        TableColumn<InventoryItem, T> column = new TableColumn<>(TEXTS.get("column." + key));
        column.setId(key);
        column.setMinWidth(width);
        column.setPrefWidth(width);
        column.setMaxWidth(width * 1.3);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
        return column;
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
