package dev.pathwarden.workbench.held;

import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All that an approver has to know of one held step. */
final class HeldStepDetails {

    private static final Texts TEXTS = Texts.of(HeldStepDetails.class);
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_CHAIN = 40;
    private static final int FEWEST_ROWS = 2;
    private static final int MOST_ROWS = 18;
    private static final int MOST_STEPS = 8;
    private static final double STEP_HEIGHT = 26;

    private final HeldStep held;
    private final HeldViewModel model;
    private final Runnable showPath;

    /** @param showPath shows where the step stands in its run */
    HeldStepDetails(HeldStep held, HeldViewModel model, Runnable showPath) {
        this.held = held;
        this.model = model;
        this.showPath = showPath;
    }

    Region node() {
        VBox content = new VBox(heading(), section("guardrails", guardrails()), section("arguments", arguments()), section("who", who()), section("path", path()));
        content.getStyleClass().add("held-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        return scroll;
    }

    private Node heading() {
        Label operation = new Label(held.step().operation().text(), Cells.icon(held.step().operation()));
        operation.getStyleClass().add("inspector-operation");
        operation.setMinWidth(Region.USE_PREF_SIZE);
        Label wait = new Label();
        wait.setId("held-wait");
        wait.setMinWidth(Region.USE_PREF_SIZE);
        wait.getStyleClass().addAll("pw-badge", held.hold().pending() ? "verdict-escalate" : held.hold().approved() ? "status-ok" : "status-blocked");
        wait.textProperty().bind(Bindings.createStringBinding(() -> Waits.text(held, model), model.nowProperty()));
        wait.setGraphic(Waits.icon(held, model));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox top = new HBox(8, operation, gap, pathButton(), wait);
        top.setAlignment(Pos.CENTER_LEFT);
        VBox heading = new VBox(4, top);
        if (!held.step().step().name().isBlank()) {
            Label name = wrapped(Wording.line(held.step().step().name(), 400));
            name.getStyleClass().add("inspector-name");
            heading.getChildren().add(name);
        }
        Hold hold = held.hold();
        if (hold.by() != null) {
            heading.getChildren().add(muted(TEXTS.get("ended.by", Wording.line(hold.by(), 200))));
        }
        if (hold.reason() != null) {
            heading.getChildren().add(muted(TEXTS.get("ended.reason", Wording.line(hold.reason(), LONGEST_MESSAGE))));
        }
        heading.getStyleClass().add("inspector-heading");
        return heading;
    }

    private Node guardrails() {
        VBox box = new VBox(8);
        for (Verdict verdict : held.verdicts()) {
            Label guardrail = new Label(Wording.line(verdict.guardrail(), 80));
            guardrail.getStyleClass().add("inspector-strong");
            VBox card = new VBox(4, new FlowPane(8, 2, Cells.badge(verdict.action()), guardrail, muted("@" + verdict.version())), wrapped(Wording.line(verdict.message(), LONGEST_MESSAGE)));
            card.getStyleClass().addAll("verdict-card", "verdict-" + verdict.verdict().text());
            box.getChildren().add(card);
        }
        return box;
    }

    private Node arguments() {
        String text = ArgumentText.of(held.step().step().arguments());
        if (text.isEmpty()) {
            return muted(TEXTS.get("arguments.none"));
        }
        long lines = text.chars().filter(each -> each == '\n').count() + 1;
        TextArea area = new TextArea(text);
        area.setId("held-arguments");
        area.setEditable(false);
        area.setAccessibleText(TEXTS.get("section.arguments"));
        area.getStyleClass().add("code");
        area.setPrefRowCount((int) Math.clamp(lines + 1, FEWEST_ROWS, MOST_ROWS));
        area.setMinHeight(Region.USE_PREF_SIZE);
        Label count = muted(TEXTS.get("arguments.count", lines) + (text.contains("| ") ? "; " + TEXTS.get("arguments.mark") : ""));
        return new VBox(4, area, count);
    }

    private Node who() {
        GridPane grid = new GridPane(10, 3);
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setFillWidth(true);
        grid.getColumnConstraints().addAll(new ColumnConstraints(), value);
        String agent = held.step().step().agent() != null ? held.step().step().agent() : held.run().run().agent();
        entry(grid, "who.agent", Wording.agent(held.run().run()) + (agent == null ? "" : " · " + Wording.line(agent, 200)));
        entry(grid, "who.run", TEXTS.get("run", held.run().run().id().toString(), held.run().steps().size()));
        entry(grid, "who.inside", chain());
        entry(grid, "who.process", held.step().step().pid() == null ? TEXTS.get("unknown") : Long.toString(held.step().step().pid()));
        entry(grid, "who.asked", Wording.dateTime(held.hold().askedNanos()));
        entry(grid, "who.expires", Wording.dateTime(held.hold().expiresNanos()));
        entry(grid, "who.labels", held.step().step().labels().isEmpty() ? TEXTS.get("labels.none") : Wording.line(String.join(", ", held.step().step().labels()), 400));
        return grid;
    }

    /** The steps in which it happens, agents among them, the outermost first. */
    private String chain() {
        Map<StepId, RecordedStep> byId = new HashMap<>();
        held.run().steps().forEach(step -> byId.put(step.id(), step));
        Deque<String> chain = new ArrayDeque<>();
        RecordedStep at = held.step().step().parent() == null ? null : byId.get(held.step().step().parent());
        while (at != null && chain.size() < LONGEST_CHAIN) {
            chain.addFirst(Wording.of(at));
            at = at.step().parent() == null ? null : byId.get(at.step().parent());
        }
        return chain.isEmpty() ? TEXTS.get("unknown") : chain.stream().collect(Collectors.joining(" › "));
    }

    private Node path() {
        List<RecordedStep> before = held.before();
        if (before.isEmpty()) {
            return muted(TEXTS.get("path.none"));
        }
        ListView<RecordedStep> path = new ListView<>(FXCollections.observableArrayList(before));
        path.setId("held-path");
        path.setAccessibleText(TEXTS.get("section.path"));
        path.setFixedCellSize(STEP_HEIGHT);
        path.setPrefHeight(Math.min(before.size(), MOST_STEPS) * STEP_HEIGHT + 4);
        path.setMinHeight(Region.USE_PREF_SIZE);
        path.setCellFactory(view -> new StepCell());
        path.scrollTo(before.size() - 1);
        return path;
    }

    private Node pathButton() {
        Button show = new Button(TEXTS.get("path.show"), Cells.icon(Icon.LINK));
        show.setId("held-show-path");
        show.getStyleClass().addAll("flat", "small");
        show.setMinWidth(Region.USE_PREF_SIZE);
        show.setTooltip(new Tooltip(TEXTS.get("path.show.help")));
        show.setAccessibleHelp(TEXTS.get("path.show.help"));
        show.setOnAction(event -> showPath.run());
        return show;
    }

    private static void entry(GridPane grid, String key, String value) {
        Label name = muted(TEXTS.get(key));
        name.setMinWidth(Region.USE_PREF_SIZE);
        grid.addRow(grid.getRowCount(), name, wrapped(value));
    }

    private static Node section(String key, Node content) {
        Label title = new Label(TEXTS.get("section." + key));
        title.getStyleClass().add("section-title");
        VBox section = new VBox(6, title, content);
        section.getStyleClass().add("inspector-section");
        section.setId("held-section-" + key);
        return section;
    }

    private static Label muted(String text) {
        Label label = wrapped(text);
        label.getStyleClass().add("text-muted");
        return label;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A step of the path behind it. */
    private static final class StepCell extends ListCell<RecordedStep> {
        @Override
        protected void updateItem(RecordedStep step, boolean empty) {
            super.updateItem(step, empty);
            if (empty || step == null) {
                setText(null);
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label what = new Label(Wording.of(step), Cells.icon(step.operation()));
            what.setMinWidth(0);
            HBox row = new HBox(6, what, Cells.badge(step.status()));
            step.step().labels().stream().limit(6).forEach(label -> row.getChildren().add(Cells.label(label)));
            row.setAlignment(Pos.CENTER_LEFT);
            row.setPrefWidth(0);
            setGraphic(row);
            setAccessibleText(TEXTS.get("path.cell", Wording.of(step), Wording.of(step.status())));
        }
    }
}
