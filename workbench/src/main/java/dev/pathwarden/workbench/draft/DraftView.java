package dev.pathwarden.workbench.draft;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.draft.Draft;
import dev.pathwarden.policies.draft.DraftClause;
import dev.pathwarden.policies.draft.ReachCount;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** The draft: what it asks for as switches on the left, what it would hit besides its own steps on the right. */
public final class DraftView {

    private static final Texts TEXTS = Texts.of(DraftView.class);
    private static final List<Action> ACTIONS = List.of(Action.HOLD, Action.BLOCK, Action.ALERT);
    private static final double HIT_ROW = 26;

    private final DraftViewModel model;
    private final ComboBox<Draft> drafts = new ComboBox<>();
    private final ComboBox<Action> action = new ComboBox<>();
    private final Label summary = new Label();
    private final Label notes = new Label();
    private final VBox switches = new VBox(6);
    private final Map<String, SwitchRow> rows = new LinkedHashMap<>();
    private final ListView<OtherHit> others = new ListView<>();
    private final VBox root;
    private String shownRows = "";
    private boolean showing;

    public DraftView(DraftViewModel model) {
        this.model = model;
        wrapped(summary, "draft-summary");
        summary.getStyleClass().add("inspector-strong");
        wrapped(notes, "draft-notes");
        notes.getStyleClass().add("text-muted");
        Label asks = new Label(TEXTS.get("asks"));
        asks.getStyleClass().add("text-muted");
        asks.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(asks, Priority.ALWAYS);
        Label turned = new Label(TEXTS.get("turned"));
        turned.getStyleClass().add("text-muted");
        turned.setMinWidth(Region.USE_PREF_SIZE);
        turned.setTooltip(new Tooltip(TEXTS.get("turned.help")));
        VBox left = new VBox(4, new HBox(8, asks, turned), switches);
        left.getStyleClass().add("draft-switches");
        ScrollPane scroll = new ScrollPane(left);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        scroll.setMinHeight(0);
        switches.setId("draft-switches");
        makeOthers();
        VBox right = new VBox(6, summary, progress(), notes, others);
        right.getStyleClass().add("draft-reach");
        right.setMinWidth(180);
        VBox.setVgrow(others, Priority.ALWAYS);
        SplitPane split = new SplitPane(scroll, right);
        split.setDividerPositions(0.6);
        VBox.setVgrow(split, Priority.ALWAYS);
        root = new VBox(bar(), failure(), split);
        root.setId("draft");
        root.getStyleClass().add("draft");
        model.draftProperty().subscribe(this::show);
        model.reachedProperty().subscribe(this::show);
        model.draftsProperty().subscribe(this::show);
    }

    private Region bar() {
        drafts.setId("draft-which");
        drafts.setAccessibleText(TEXTS.get("which"));
        drafts.setMinWidth(80);
        drafts.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(drafts, Priority.ALWAYS);
        drafts.setConverter(words(each -> Wording.line(each.title(), 100)));
        drafts.setOnAction(event -> {
            if (!showing) {
                model.choose(drafts.getValue());
            }
        });
        action.setId("draft-action");
        action.setAccessibleText(TEXTS.get("action"));
        action.setTooltip(new Tooltip(TEXTS.get("action")));
        action.setMinWidth(Region.USE_PREF_SIZE);
        action.setConverter(words(Wording::of));
        action.getItems().setAll(ACTIONS);
        action.setOnAction(event -> {
            if (!showing && action.getValue() != null) {
                model.ask(action.getValue());
            }
        });
        Button edit = new Button(TEXTS.get("edit"), Cells.icon(Icon.MODIFY, "on-accent"));
        edit.setId("draft-edit");
        edit.getStyleClass().add("accent");
        edit.setMinWidth(Region.USE_PREF_SIZE);
        edit.setTooltip(new Tooltip(TEXTS.get("edit.help")));
        edit.setOnAction(event -> model.edit());
        Button discard = new Button(TEXTS.get("discard"), Cells.icon(Icon.CLOSE));
        discard.setId("draft-discard");
        discard.setMinWidth(Region.USE_PREF_SIZE);
        discard.setTooltip(new Tooltip(TEXTS.get("discard.help")));
        discard.setOnAction(event -> model.discard());
        Label title = new Label(TEXTS.get("title"));
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox bar = new HBox(8, title, drafts, action, edit, discard);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("view-bar");
        return bar;
    }

    private Region progress() {
        ProgressBar part = new ProgressBar();
        part.progressProperty().bind(model.doneProperty());
        part.setAccessibleText(TEXTS.get("task.reach"));
        Button stop = new Button(TEXTS.get("stop"), Cells.icon(Icon.STOP));
        stop.setId("draft-stop");
        stop.setOnAction(event -> model.cancel());
        FlowPane row = new FlowPane(8, 4, part, stop);
        row.visibleProperty().bind(model.underWayProperty());
        row.managedProperty().bind(row.visibleProperty());
        return row;
    }

    private Region failure() {
        Label sentence = new Label(null, Cells.icon(Icon.WARNING, "status-blocked"));
        wrapped(sentence, "draft-problem");
        sentence.textProperty().bind(model.problemProperty());
        sentence.getStyleClass().add("problem-banner");
        sentence.visibleProperty().bind(Bindings.isNotEmpty(model.problemProperty()));
        sentence.managedProperty().bind(sentence.visibleProperty());
        return sentence;
    }

    private void makeOthers() {
        others.setId("draft-others");
        others.setAccessibleText(TEXTS.get("others"));
        others.setFixedCellSize(HIT_ROW);
        others.setMinHeight(HIT_ROW * 2);
        others.setPlaceholder(new Label(""));
        others.setCellFactory(ignored -> new ListCell<>() {
            {
                // As wide as the list, so that what is too long ends in dots.
                setPrefWidth(0);
            }

            @Override
            protected void updateItem(OtherHit hit, boolean empty) {
                super.updateItem(hit, empty);
                boolean none = empty || hit == null;
                setText(none ? null : TEXTS.get("other", Wording.line(hit.name(), 100), Wording.agent(hit.run()), Wording.shortId(hit.run().id()), hit.place()));
                setGraphic(none ? null : Cells.icon(hit.operation()));
            }
        });
        others.setOnMouseClicked(event -> open());
        others.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                open();
            }
        });
    }

    private void open() {
        OtherHit hit = others.getSelectionModel().getSelectedItem();
        if (hit != null) {
            model.open(hit);
        }
    }

    private void show() {
        Draft draft = model.draftProperty().get();
        Reached reached = model.reachedProperty().get();
        showing = true;
        if (!drafts.getItems().equals(model.draftsProperty().get())) {
            drafts.getItems().setAll(model.draftsProperty().get());
        }
        drafts.setValue(draft);
        action.setValue(draft == null ? null : draft.action());
        if (draft != null) {
            showRows(draft, reached != null && reached.draft().equals(draft) ? reached : null);
        }
        summary.setText(reached == null ? TEXTS.get("asking") : summary(draft, reached));
        notes.setText(draft == null ? "" : notes(draft, reached));
        notes.setManaged(!notes.getText().isEmpty());
        List<OtherHit> hits = reached == null ? List.of() : reached.others();
        if (!others.getItems().equals(hits)) {
            others.getItems().setAll(hits);
        }
        showing = false;
    }

    /** The rows stay while only switches are turned, so that the focus does. */
    private void showRows(Draft draft, Reached reached) {
        String wanted = draft.id() + draft.switches().stream().map(DraftClause::name).toList();
        if (!wanted.equals(shownRows)) {
            shownRows = wanted;
            rows.clear();
            draft.switches().forEach(clause -> rows.put(clause.name(), new SwitchRow(model, clause)));
            switches.getChildren().setAll(rows.values().stream().map(SwitchRow::node).toList());
            if (draft.switches().isEmpty()) {
                Label nothing = new Label(TEXTS.get("nothing"));
                nothing.setWrapText(true);
                switches.getChildren().setAll(nothing);
            }
        }
        draft.switches().forEach(clause -> rows.get(clause.name()).show(clause, reached));
    }

    private static String summary(Draft draft, Reached reached) {
        ReachCount count = reached.count();
        return TEXTS.get(reached.whole() ? "summary" : "summary.soFar", count.others(), count.steps(), count.runs(), count.asked(), draft == null ? "" : draft.operation().text(), count.askedRuns());
    }

    private static String notes(Draft draft, Reached reached) {
        List<String> notes = new ArrayList<>();
        if (draft.asked().isEmpty()) {
            notes.add(TEXTS.get("note.all", draft.operation().text()));
        }
        if (reached != null && reached.whole() && reached.count().own() < draft.steps().size()) {
            notes.add(TEXTS.get("note.missed", draft.steps().size() - reached.count().own()));
        }
        if (reached != null && reached.count().notEvaluated() > 0) {
            notes.add(TEXTS.get("note.silent", reached.count().notEvaluated()));
        }
        if (!draft.leftOut().isEmpty()) {
            notes.add(TEXTS.get("note.leftOut", Wording.line(String.join(", ", draft.leftOut()), 200)));
        }
        if (reached != null) {
            reached.unreadable().stream().limit(3).forEach(notes::add);
        }
        return String.join("\n", notes);
    }

    private static void wrapped(Label label, String id) {
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
    }

    private static <T> StringConverter<T> words(Function<T, String> words) {
        return new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            @Override
            public T fromString(String text) {
                return null;
            }
        };
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
