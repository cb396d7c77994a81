package dev.pathwarden.workbench.rollout;

import dev.pathwarden.model.signing.Acknowledgement;
import dev.pathwarden.policies.push.Followers;
import dev.pathwarden.policies.push.LookedAt;
import dev.pathwarden.policies.rollout.Drift;
import dev.pathwarden.policies.rollout.Recorders;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.RolloutText;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.io.File;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

/** The roll-out view: the plan and what can be done with it above, its stages, the recorders, and the figures of its guardrails below each other. */
public final class RolloutView {

    private static final Texts TEXTS = Texts.of(RolloutView.class);
    private static final double ROW = 26;
    private static final int MOST_STAGE_ROWS = 6;
    private static final int MOST_RECEIVER_ROWS = 4;
    private static final int LONGEST = 500;
    /** These have sentences, and take the room that the others leave. */
    private static final String LAST_OF_RECORDERS = "tells";
    private static final String LAST_OF_FIGURES = "drift";
    private static final double MOST_WIDTH = 4_000;

    private final RolloutViewModel model;
    private final PlanViewModel plans;
    private final Label plan = new Label();
    private final Label standing = new Label();
    private final Label summary = new Label();
    private final ListView<String> stages = new ListView<>();
    private final TableView<LookedAt> receivers = new TableView<>();
    private final TableView<Followers.Follower> recorders = new TableView<>();
    private final TableView<String> figures = new TableView<>();
    private final Button look = new Button(TEXTS.get("look"));
    private final Button next = new Button(TEXTS.get("next"));
    private final Button back = new Button(TEXTS.get("back"));
    private final Button rest = new Button(TEXTS.get("rest"));
    private final BorderPane root = new BorderPane();
    private final Label nothing = new Label(TEXTS.get("nothing"));
    private final ScrollPane scrolled = new ScrollPane();

    /**
     * A view.
     *
     * @param plans makes new plans
     */
    public RolloutView(RolloutViewModel model, PlanViewModel plans) {
        this.model = model;
        this.plans = plans;
        makeStages();
        makeReceivers();
        makeRecorders();
        makeFigures();
        standing.setId("rollout-standing");
        standing.setWrapText(true);
        standing.setMinHeight(Region.USE_PREF_SIZE);
        summary.setId("rollout-summary");
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(recorders, Priority.SOMETIMES);
        VBox.setVgrow(figures, Priority.SOMETIMES);
        VBox all = new VBox(6, plan, standing, stages, hosts(), summary, recorders, figures);
        all.setPadding(new Insets(4, 10, 8, 10));
        scrolled.setContent(all);
        scrolled.setFitToWidth(true);
        scrolled.setFitToHeight(true);
        scrolled.setFocusTraversable(false);
        nothing.setWrapText(true);
        nothing.setMaxWidth(640);
        nothing.getStyleClass().addAll("placeholder", "text-muted");
        root.setId("rollout");
        root.setTop(new VBox(bar(), said("rollout-problem", "problem-banner", Icon.WARNING, "status-blocked", model.problemProperty()), said("rollout-said", "notice-banner", Icon.OK, "status-ok", model.saidProperty())));
        model.shownProperty().subscribe(this::show);
        model.changingProperty().subscribe(this::enable);
    }

    private Region bar() {
        Button open = new Button(TEXTS.get("open"), Cells.icon(Icon.OPEN));
        open.setId("rollout-open");
        open.setOnAction(event -> choose());
        Button make = new Button(TEXTS.get("make"));
        make.setId("rollout-make");
        make.setTooltip(new Tooltip(TEXTS.get("make.help")));
        make.setOnAction(event -> new PlanDialog(plans, root.getScene().getWindow()).show());
        plan.setId("rollout-plan");
        plan.setMaxWidth(Double.MAX_VALUE);
        plan.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        look.setId("rollout-look");
        look.setOnAction(event -> model.look());
        next.setId("rollout-next");
        next.getStyleClass().add("accent");
        next.setOnAction(event -> {
            ShownRollout shown = model.shownProperty().get();
            if (confirmed("next", TEXTS.get("next.text", shown.next() + 1, RolloutText.told(shown.rollout().plan().stages().get(shown.next())), shown.rollout().deployed().path().toString()))) {
                model.next();
            }
        });
        back.setId("rollout-back");
        back.setOnAction(event -> {
            if (confirmed("back", TEXTS.get("back.text", model.shownProperty().get().rollout().deployed().path().toString()))) {
                model.rollBack();
            }
        });
        List.of(open, make, look, next, back).forEach(button -> button.setMinWidth(Region.USE_PREF_SIZE));
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox bar = new HBox(8, open, make, between, look, next, back);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("view-bar");
        return bar;
    }

    private static Region said(String id, String style, Icon icon, String iconStyle, ReadOnlyStringProperty text) {
        Label sentence = new Label(null, Cells.icon(icon, iconStyle));
        sentence.setId(id);
        sentence.textProperty().bind(text);
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.getStyleClass().add(style);
        sentence.visibleProperty().bind(text.isNotEmpty());
        sentence.managedProperty().bind(sentence.visibleProperty());
        return sentence;
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(TEXTS.get("open"));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(TEXTS.get("plans"), "*.yaml", "*.yml", "*.json"));
        File chosen = chooser.showOpenDialog(root.getScene().getWindow());
        if (chosen != null) {
            model.open(chosen.toPath());
        }
    }

    /** What changes how running programs are guarded is asked for once more, with the way out in the focus. */
    private boolean confirmed(String key, String text) {
        Dialog<ButtonType> dialog = new Dialog<>();
        ButtonType yes = new ButtonType(TEXTS.get(key + ".yes"), ButtonBar.ButtonData.OK_DONE);
        ButtonType no = new ButtonType(TEXTS.get("no"), ButtonBar.ButtonData.CANCEL_CLOSE);
        dialog.initOwner(root.getScene().getWindow());
        dialog.setTitle(TEXTS.get(key + ".title"));
        Label question = new Label(text);
        question.setWrapText(true);
        question.setPrefWidth(460);
        dialog.getDialogPane().setContent(question);
        dialog.getDialogPane().setId("rollout-confirm");
        dialog.getDialogPane().getButtonTypes().setAll(no, yes);
        Button confirm = (Button) dialog.getDialogPane().lookupButton(yes);
        confirm.setDefaultButton(false);
        confirm.setId("rollout-confirm-yes");
        ((Button) dialog.getDialogPane().lookupButton(no)).setDefaultButton(true);
        return dialog.showAndWait().filter(yes::equals).isPresent();
    }

    private void enable() {
        ShownRollout shown = model.shownProperty().get();
        boolean busy = shown == null || model.changingProperty().get();
        look.setDisable(busy);
        next.setDisable(busy || shown.next() == Rollout.NOWHERE);
        back.setDisable(busy || !shown.mayGoBack());
        rest.setDisable(busy || !shown.mayGoOnWithTheRest());
    }

    private void show(ShownRollout shown) {
        enable();
        if (shown == null) {
            root.setCenter(nothing);
            return;
        }
        root.setCenter(scrolled);
        plan.setText(shown.file().toString());
        standing.setText(standing(shown));
        summary.setText(summary(shown));
        stages.getItems().setAll(shown.rollout().plan().stages().stream().map(RolloutText::told).toList());
        double height = Math.min(MOST_STAGE_ROWS, shown.rollout().plan().stages().size()) * ROW + 4;
        stages.setMinHeight(height);
        stages.setPrefHeight(height);
        stages.setMaxHeight(height);
        receivers.getItems().setAll(shown.receivers());
        double rows = ROW * (1 + Math.min(MOST_RECEIVER_ROWS, shown.receivers().size())) + 8;
        receivers.setMinHeight(rows);
        receivers.setPrefHeight(rows);
        receivers.setMaxHeight(rows);
        recorders.getItems().setAll(shown.followers().all());
        figures.getItems().setAll(shown.rollout().plan().guardrails());
        stages.refresh();
        receivers.refresh();
        recorders.refresh();
        figures.refresh();
    }

    private static String standing(ShownRollout shown) {
        Rollout.Standing standing = shown.standing();
        if (standing.stale() != null) {
            return standing.stale();
        }
        if (standing.deployed() == null) {
            return TEXTS.get("standing.nothing", shown.rollout().deployed().path().toString());
        }
        String what = standing.stage() == Rollout.BASE ? TEXTS.get("standing.before") : TEXTS.get("standing.stage", standing.stage() + 1, shown.rollout().plan().stages().size());
        return TEXTS.get("standing", what, shown.rollout().deployed().path().toString(), Wording.dateTime(shown.since().toEpochMilli() * 1_000_000), standing.deployed().bundle().hash());
    }

    private static String summary(ShownRollout shown) {
        long there = shown.followers().there();
        String text = there == 0 ? TEXTS.get("recorders.none") : TEXTS.get("recorders.some", shown.count(Recorders.State.TAKEN), there);
        return text + (shown.followers().never() == 0 ? "" : " " + TEXTS.get("recorders.never", shown.followers().never(), shown.rollout().plan().recorders()));
    }

    private void makeStages() {
        stages.setId("rollout-stages");
        stages.setAccessibleText(TEXTS.get("stages"));
        stages.setFixedCellSize(ROW);
        stages.setCellFactory(ignored -> new ListCell<>() {
            @Override
            protected void updateItem(String stage, boolean empty) {
                super.updateItem(stage, empty);
                ShownRollout shown = model.shownProperty().get();
                if (empty || stage == null || shown == null) {
                    setText(null);
                    setGraphic(null);
                    return;
                }
                boolean deployed = getIndex() == shown.standing().stage();
                setText(TEXTS.get(deployed ? "stage.deployed" : "stage", getIndex() + 1, stage));
                setGraphic(deployed ? Cells.icon(Icon.OK, "status-ok") : blank());
            }
        });
    }

    private static Node blank() {
        Region blank = new Region();
        blank.setMinWidth(14);
        return blank;
    }

    /** The receivers and what goes on with them, where the plan has some. */
    private Region hosts() {
        rest.setId("rollout-rest");
        rest.setTooltip(new Tooltip(TEXTS.get("rest.help")));
        rest.setMinWidth(Region.USE_PREF_SIZE);
        rest.setOnAction(event -> model.goOnWithTheRest());
        HBox.setHgrow(receivers, Priority.ALWAYS);
        HBox hosts = new HBox(8, receivers, rest);
        hosts.visibleProperty().bind(Bindings.isNotEmpty(receivers.getItems()));
        hosts.managedProperty().bind(hosts.visibleProperty());
        return hosts;
    }

    private void makeReceivers() {
        receivers.setId("rollout-receivers");
        receivers.setAccessibleText(TEXTS.get("receivers"));
        receivers.setFixedCellSize(ROW);
        receivers.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        receivers.getColumns().setAll(List.of(column("receiver", each -> each.receiver().name(), 190), column("receiver.state", each -> TEXTS.get("receiver." + model.shownProperty().get().state(each)), 180), column(LAST_OF_RECORDERS, RolloutView::tells, 200)));
    }

    private static String tells(LookedAt each) {
        if (each.report() == null) {
            return Wording.line(each.problem(), LONGEST);
        }
        return each.report().hasBundle() ? TEXTS.get("receiver.tells", has(each.report().hash(), each.report().sequence()), each.report().recorders().all().size()) : "";
    }

    private void makeRecorders() {
        recorders.setId("rollout-recorders");
        recorders.setAccessibleText(TEXTS.get("recorders"));
        recorders.setFixedCellSize(ROW);
        recorders.setMinHeight(90);
        recorders.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        recorders.setPlaceholder(placeholder("recorders.empty"));
        recorders.getColumns().setAll(List.of(column("state", each -> TEXTS.get("state." + each.state()), 92), column("program", each -> Wording.line(each.told().said().program(), LONGEST), 150),
                column("process", each -> process(each.told().said()), 120), column("has", each -> has(each.told().said().bundle(), each.told().said().sequence()), 150), column(LAST_OF_RECORDERS, RolloutView::tells, 220)));
    }

    private static String process(Acknowledgement said) {
        return said.pid() + (said.host().isEmpty() ? "" : " @ " + Wording.line(said.host(), 60));
    }

    private static String has(String bundle, Long sequence) {
        String hash = bundle.isEmpty() ? TEXTS.get("has.none") : Wording.line(bundle, 16);
        return sequence == null ? hash : TEXTS.get("has.sequence", hash, String.valueOf(sequence));
    }

    private static String tells(Followers.Follower each) {
        Acknowledgement said = each.told().said();
        String text = switch (each.state()) {
            case REFUSED -> Wording.line(said.refusal(), LONGEST);
            case TAKEN -> TEXTS.get("tells.TAKEN", Wording.dateTime(said.atNanos()));
            default -> TEXTS.get("tells." + each.state(), Wording.dateTime(each.told().seen().toEpochMilli() * 1_000_000));
        };
        return each.receiver().isEmpty() ? text : TEXTS.get("tells.by", text, each.receiver());
    }

    private void makeFigures() {
        figures.setId("rollout-figures");
        figures.setAccessibleText(TEXTS.get("figures"));
        figures.setFixedCellSize(ROW);
        figures.setMinHeight(90);
        figures.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        figures.getColumns().setAll(List.of(column("guardrail", id -> Wording.line(id, LONGEST), 130), column("rehearsed", id -> figures(model.shownProperty().get().rollout().plan().rehearsed(), id, "rehearsed.none"), 214),
                column("live", id -> figures(model.shownProperty().get().live(), id, model.shownProperty().get().live() == null ? "live.none" : "live.undecided"), 214), column(LAST_OF_FIGURES, this::drift, 180)));
    }

    private static String figures(RolloutFigures figures, String id, String otherwise) {
        if (figures == null || figures.runs() == 0) {
            return TEXTS.get(otherwise);
        }
        RolloutFigures.Hits hits = figures.of(id);
        return TEXTS.get("figures.of", figures.steps() == 0 ? 0 : 1000.0 * hits.steps() / figures.steps(), hits.runs(), figures.runs());
    }

    private String drift(String id) {
        ShownRollout shown = model.shownProperty().get();
        if (shown.live() == null) {
            return "";
        }
        Drift drift = Drift.of(id, shown.rollout().plan().rehearsed(), shown.live());
        return !drift.isKnown() ? "" : TEXTS.get(drift.hasDrifted() ? "drift.yes" : "drift.no", 100 * drift.difference(), 100 * drift.least(), 100 * drift.most());
    }

    private static Label placeholder(String key) {
        Label label = new Label(TEXTS.get(key));
        label.setWrapText(true);
        label.getStyleClass().addAll("placeholder", "text-muted");
        return label;
    }

    private static <T> TableColumn<T, String> column(String key, Function<T, String> value, double width) {
        TableColumn<T, String> column = new TableColumn<>(TEXTS.get("column." + key));
        column.setId(key);
        column.setMinWidth(Math.min(width, 80));
        column.setPrefWidth(width);
        column.setMaxWidth(key.equals(LAST_OF_RECORDERS) || key.equals(LAST_OF_FIGURES) ? MOST_WIDTH : 1.4 * width);
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(value.apply(cell.getValue())));
        column.setCellFactory(ignored -> new javafx.scene.control.TableCell<>() {
            @Override
            protected void updateItem(String text, boolean empty) {
                super.updateItem(text, empty);
                setText(empty ? null : text);
                setTooltip(empty || text == null || text.isEmpty() ? null : new Tooltip(text));
            }
        });
        return column;
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
