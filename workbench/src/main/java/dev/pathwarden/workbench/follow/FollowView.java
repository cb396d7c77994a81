package dev.pathwarden.workbench.follow;

import dev.pathwarden.model.follow.FollowLine;
import dev.pathwarden.model.follow.FollowWords;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.SearchBar;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The run as text: a line is a row, so that a long run is as quick as a short one. A press selects the step of the line. */
public final class FollowView {

    private static final Texts TEXTS = Texts.of(FollowView.class);
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    private static final PseudoClass RECEDED = PseudoClass.getPseudoClass("receded");
    private static final double SIGN = 22;
    private static final double SCROLL_BAR = 34;

    private final FollowViewModel model;
    private final ListView<FollowLine> list = new ListView<>();
    private final BorderPane root = new BorderPane(list);
    private final SearchBar search;

    /** @param keys those of the filter bar, pressed in this view, search in it instead */
    public FollowView(FollowViewModel model, CommandKeys keys) {
        this.model = model;
        search = new SearchBar("follow-search", TEXTS.get("search"), model.wordsProperty()::set, model::turn);
        root.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (keys.of("filter").stream().anyMatch(key -> key.combination().match(event))) {
                search();
                event.consume();
            }
        });
        list.setId("follow-lines");
        list.setItems(model.lines());
        list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        list.setAccessibleText(TEXTS.get("lines"));
        list.setCellFactory(ignored -> new LineCell());
        list.getStyleClass().add("follow-lines");
        list.setOnKeyPressed(event -> {
            if (new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN).match(event)) {
                copy(list.getSelectionModel().getSelectedItems());
                event.consume();
            } else if (event.getCode() == KeyCode.ENTER && list.getSelectionModel().getSelectedItem() != null) {
                model.select(list.getSelectionModel().getSelectedItem());
                event.consume();
            }
        });
        Label empty = new Label();
        empty.setWrapText(true);
        empty.getStyleClass().addAll("placeholder", "text-muted");
        list.setPlaceholder(empty);
        Runnable describe = () -> empty.setText(!model.problemProperty().get().isEmpty() ? model.problemProperty().get() : TEXTS.get(model.hasRun() ? "empty.steps" : "empty.run"));
        model.problemProperty().subscribe(describe);
        model.lines().addListener((ListChangeListener<FollowLine>) change -> describe.run());
        model.writingsProperty().subscribe((before, now) -> {
            if (model.keepsPlace()) {
                list.refresh();
            } else {
                reveal();
            }
        });
        CheckBox full = new CheckBox(TEXTS.get("full"));
        full.setId("follow-full");
        full.selectedProperty().bindBidirectional(model.fullProperty());
        Button copy = new Button(TEXTS.get("copy"), Cells.icon(Icon.COPY));
        copy.setId("follow-copy");
        copy.setTooltip(new Tooltip(TEXTS.get("copy.help")));
        copy.setOnAction(event -> copy(model.lines()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(8, full, gap, copy);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.setPadding(new Insets(6, 10, 6, 10));
        root.setTop(new VBox(bar, search.node()));
        root.setId("follow");
        model.stepProperty().subscribe(this::reveal);
        model.matchesProperty().subscribe(list::refresh);
        model.foundProperty().subscribe(this::found);
    }

    /** Shows the field for words to look for, and puts the cursor there. */
    public void search() {
        search.open();
    }

    private void found(FollowViewModel.Found now) {
        search.found(now.at(), now.places().size(), now.places().size() == FollowWords.MOST_PLACES);
        list.refresh();
        if (now.current() != null) {
            // A line above it, so that what comes before is seen.
            list.scrollTo(Math.max(0, now.current().line() - 1));
        }
    }

    private void reveal() {
        list.refresh();
        int line = model.selectedLine();
        if (line >= 0) {
            list.scrollTo(line);
        }
    }

    private void copy(List<FollowLine> lines) {
        ClipboardContent content = new ClipboardContent();
        content.putString(model.text(List.copyOf(lines)));
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** The view. */
    public Region node() {
        return root;
    }

    private final class LineCell extends ListCell<FollowLine> {

        private final Label sign = new Label();
        private final Label text = new Label();
        private final HBox row = new HBox(6, sign, text);

        LineCell() {
            sign.setMinWidth(SIGN);
            sign.setAlignment(Pos.TOP_RIGHT);
            sign.getStyleClass().add("text-muted");
            text.setWrapText(true);
            text.setMinHeight(Region.USE_PREF_SIZE);
            HBox.setHgrow(text, Priority.ALWAYS);
            text.setMaxWidth(Double.MAX_VALUE);
            row.prefWidthProperty().bind(list.widthProperty().subtract(SCROLL_BAR));
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    model.select(getItem());
                }
            });
        }

        @Override
        protected void updateItem(FollowLine line, boolean empty) {
            super.updateItem(line, empty);
            getStyleClass().removeIf(each -> each.startsWith("follow-is-"));
            boolean none = empty || line == null;
            pseudoClassStateChanged(CURRENT, !none && model.isSelected(line));
            pseudoClassStateChanged(RECEDED, !none && !model.isLeft(line));
            if (none) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            getStyleClass().add("follow-is-" + line.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            FollowViewModel.Found found = model.foundProperty().get();
            boolean beside = found.isBeside(getIndex());
            sign.setText(beside ? TEXTS.get("sign.found") : TEXTS.get("sign." + line.kind()));
            text.setText(FollowViewModel.shown(line.text()));
            boolean marked = found.words() != null && found.words().next(text.getText(), 0) >= 0 && found.holds(getIndex());
            row.getChildren().setAll(sign, marked ? marked(found) : text);
            pseudoClassStateChanged(FOUND, beside);
            setGraphic(row);
            setAccessibleText(TEXTS.get("kind." + line.kind()) + " " + text.getText() + (beside ? ", " + TEXTS.get("found.beside") : ""));
        }

        /** The line with the words marked wherever they stand in it. */
        private TextFlow marked(FollowViewModel.Found found) {
            String all = text.getText();
            TextFlow flow = new TextFlow();
            flow.getStyleClass().add("found-text");
            flow.setMinHeight(Region.USE_PREF_SIZE);
            HBox.setHgrow(flow, Priority.ALWAYS);
            int from = 0;
            for (int at = found.words().next(all, 0); at >= 0; at = found.words().next(all, from)) {
                flow.getChildren().add(new Text(all.substring(from, at)));
                from = at + found.words().words().length();
                Text hit = new Text(all.substring(at, from));
                hit.getStyleClass().add("found");
                hit.pseudoClassStateChanged(CURRENT, new FollowWords.Place(getIndex(), at).equals(found.current()));
                flow.getChildren().add(hit);
            }
            flow.getChildren().add(new Text(all.substring(from)));
            return flow;
        }
    }
}
