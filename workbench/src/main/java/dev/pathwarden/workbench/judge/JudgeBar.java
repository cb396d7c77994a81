package dev.pathwarden.workbench.judge;

import dev.pathwarden.policies.judge.Figures;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.policies.statistics.Proportion;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.keys.Key;
import dev.pathwarden.workbench.keys.ViewKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** Judges the selected steps of a rehearsal, by button, menu and key, and says below how the guardrails do on what was judged. */
public final class JudgeBar {

    private static final Texts TEXTS = Texts.of(JudgeBar.class);

    private final JudgeViewModel model;
    private final CommandKeys keys;
    private final TableView<Hit> hits;
    private final ObservableValue<Rehearsal> rehearsal;
    private final Label figures = new Label();
    private final FlowPane buttons = new FlowPane(6, 4);
    private final VBox root = new VBox(4, buttons, figures);

    /**
     * @param hits the table whose selected rows are judged; several can be selected from now on
     * @param rehearsal what they are of
     * @param keys get those with which steps are judged
     */
    public JudgeBar(Judging judging, TableView<Hit> hits, ObservableValue<Rehearsal> rehearsal, CommandKeys keys) {
        this.model = judging.marks();
        this.keys = keys;
        this.hits = hits;
        this.rehearsal = rehearsal;
        hits.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        hits.addEventHandler(KeyEvent.KEY_PRESSED, new ViewKeys(keys, "rehearsal", TEXTS.get("keys"), List.of(action("right", () -> judge(true), KeyCode.R), action("wrong", () -> judge(false), KeyCode.W), action("forget", this::forget, KeyCode.DELETE)),
                () -> !hits.getSelectionModel().isEmpty()));
        hits.setContextMenu(new ContextMenu(item("right", () -> judge(true)), item("wrong", () -> judge(false)), item("forget", this::forget)));
        figures.setId("judge-figures");
        figures.setWrapText(true);
        figures.setMinHeight(Region.USE_PREF_SIZE);
        figures.getStyleClass().add("text-muted");
        root.setId("judge");
        root.setMinHeight(Region.USE_PREF_SIZE);
        buttons.getChildren().addAll(button("right", Icon.OK, () -> judge(true)), button("wrong", Icon.ERROR, () -> judge(false)), button("forget", null, this::forget), opening("measure", window -> new MeasureDialog(judging.measure(), window).show()), opening("tests", window -> new TestsDialog(judging.tests(), window).show()));
        model.judgedProperty().subscribe(now -> {
            hits.refresh();
            show();
        });
        rehearsal.subscribe(now -> show());
    }

    private static ViewKeys.Action action(String id, Runnable action, KeyCode usual) {
        return new ViewKeys.Action(id, TEXTS.get(id), action, Key.of(usual));
    }

    private MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem();
        item.setMnemonicParsing(false);
        keys.allProperty().subscribe(ignored -> item.setText(keys.with(TEXTS.get(key), "rehearsal." + key)));
        item.setOnAction(event -> action.run());
        return item;
    }

    private Button button(String key, Icon icon, Runnable action) {
        Button button = new Button(TEXTS.get(key), icon == null ? null : Cells.icon(icon, "mark-judged-" + key));
        button.setId("judge-" + key);
        button.getStyleClass().add("small");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip());
        keys.allProperty().subscribe(ignored -> {
            button.getTooltip().setText(keys.with(TEXTS.get("help." + key), "rehearsal." + key));
            button.setAccessibleHelp(button.getTooltip().getText());
        });
        button.setOnAction(event -> action.run());
        button.disableProperty().bind(hits.getSelectionModel().selectedItemProperty().isNull());
        return button;
    }

    private Button opening(String key, Consumer<Window> dialog) {
        Button open = new Button(TEXTS.get(key + ".open"));
        open.setId("judge-" + key);
        open.getStyleClass().add("small");
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setTooltip(new Tooltip(TEXTS.get("help." + key)));
        open.setAccessibleHelp(TEXTS.get("help." + key));
        open.setOnAction(event -> dialog.accept(open.getScene().getWindow()));
        return open;
    }

    private void judge(boolean right) {
        model.judge(List.copyOf(hits.getSelectionModel().getSelectedItems()), right);
    }

    private void forget() {
        model.forget(List.copyOf(hits.getSelectionModel().getSelectedItems()));
    }

    private void show() {
        Optional<Figures> known = model.figures(rehearsal.getValue());
        String unsure = model.contradictedSteps() == 0 ? "" : " " + TEXTS.get("contradicted", model.contradictedSteps());
        figures.setText(known.map(JudgeBar::text).orElse(model.judgedProperty().get().isEmpty() ? TEXTS.get("none") : TEXTS.get("unknown")) + unsure);
        figures.getStyleClass().remove("judge-stops-good-work");
        known.filter(now -> now.wrongStops() > 0).ifPresent(now -> figures.getStyleClass().add("judge-stops-good-work"));
        figures.setTooltip(new Tooltip(TEXTS.get("help.figures")));
    }

    private static String text(Figures now) {
        return TEXTS.get("figures", now.rightStops(), now.missed(), now.wrongStops(), now.leftAlone(), share(now.precision()), share(now.recall()));
    }

    private static String share(Optional<Proportion> share) {
        return share.map(known -> TEXTS.get("share", known.share(), known.least(), known.most())).orElse(TEXTS.get("share.none"));
    }

    /** The row of buttons and figures. */
    public Region node() {
        return root;
    }
}
