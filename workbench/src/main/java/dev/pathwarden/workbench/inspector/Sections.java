package dev.pathwarden.workbench.inspector;

import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Limit;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.LateTooltip;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.inspector.StepDetails.Entry;
import dev.pathwarden.workbench.inspector.StepDetails.Neighbour;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Makes the sections of the inspector for one step. */
final class Sections {

    private static final Texts TEXTS = Texts.of(Sections.class);
    private static final int LONGEST_MESSAGE = 2_000;
    private static final int LONGEST_NAME = 200;
    /** Names up to this length are never cut. */
    private static final int WHOLE_NAME = 28;
    private static final double NAME_WIDTH = 150;
    private static final int MOST_LINKS = 200;

    private final StepDetails details;
    private final RecordedStep recorded;
    private final Step step;
    private final Consumer<StepId> select;
    private final FoundWords words;
    private final ValueForms forms;

    Sections(StepDetails details, Consumer<StepId> select, FoundWords words, ValueForms forms) {
        this.words = words;
        this.forms = forms;
        this.details = details;
        this.recorded = details.step();
        this.step = details.step().step();
        this.select = select;
    }

    /** @param causes what led to the step, which is worked out elsewhere */
    List<Node> all(Node causes) {
        List<Node> sections = new ArrayList<>();
        sections.add(heading());
        Decision decision = recorded.decision();
        if (decision != null && !(decision.verdicts().isEmpty() && decision.notEvaluated().isEmpty())) {
            sections.add(section("verdicts", verdicts(decision)));
        }
        sections.add(causes);
        if (!details.takenOut().isEmpty()) {
            sections.add(section("taken", warnings(details.takenOut(), "taken-here")));
        }
        sections.add(step.arguments().isEmpty() ? section("arguments", muted(TEXTS.get("arguments.none"))) : section("arguments", new ValuePane("arguments", step.arguments(), words, forms.arguments())));
        sections.add(result());
        if (!details.facts().isEmpty()) {
            sections.add(section("facts", table(details.facts())));
        }
        sections.add(section("labels", labels()));
        sections.add(section("links", links()));
        sections.add(section("decision", decision == null ? muted(TEXTS.get("decision.none")) : decision(decision)));
        if (!details.unseen().isEmpty() || !details.limits().isEmpty()) {
            sections.add(section("unseen", unseen()));
        }
        sections.add(section("ids", ids()));
        return sections;
    }

    private Node heading() {
        Label operation = new Label(step.operation().text(), Cells.icon(step.operation()));
        operation.getStyleClass().add("inspector-operation");
        operation.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(8, operation, gap(), Cells.badge(recorded.status()));
        top.setAlignment(Pos.CENTER_LEFT);
        VBox heading = new VBox(4, top);
        if (!step.name().isBlank()) {
            Label name = wrapped(Wording.line(step.name(), 400));
            name.getStyleClass().add("inspector-name");
            heading.getChildren().add(name);
        }
        Long took = recorded.ended().map(Outcome::durationNanos).orElse(null);
        Label times = muted(step.startNanos() == null ? TEXTS.get("times.none")
                : TEXTS.get("times.started", Wording.time(step.startNanos())) + (took == null ? "" : " · " + TEXTS.get("times.took", Wording.duration(took))));
        heading.getChildren().add(times);
        recorded.ended().map(Outcome::error).ifPresent(error -> {
            Label message = wrapped(Wording.line(error, LONGEST_MESSAGE));
            message.getStyleClass().addAll("inspector-error", "status-" + recorded.status().text());
            message.setMaxWidth(Double.MAX_VALUE);
            heading.getChildren().add(message);
        });
        heading.getStyleClass().add("inspector-heading");
        return heading;
    }

    private Node verdicts(Decision decision) {
        VBox box = new VBox(10);
        for (Verdict verdict : decision.verdicts()) {
            Label guardrail = new Label(Wording.line(verdict.guardrail(), 80));
            guardrail.getStyleClass().add("inspector-strong");
            FlowPane top = new FlowPane(8, 2, Cells.badge(verdict.action()), guardrail, muted(TEXTS.get("verdict.mode", verdict.mode().text())));
            // Else a long name makes all of the inspector wider than it is seen.
            top.setMinWidth(0);
            guardrail.maxWidthProperty().bind(top.widthProperty());
            VBox card = new VBox(4, top, wrapped(Wording.line(verdict.message(), LONGEST_MESSAGE)));
            if (verdict.mode() == Mode.AUDIT) {
                card.getChildren().add(muted(TEXTS.get("verdict.audit")));
            }
            for (Verdict.Clause clause : verdict.clauses()) {
                Label text = wrapped(Wording.line(clause.text(), LONGEST_MESSAGE));
                text.getStyleClass().add("code");
                Label value = wrapped("= " + Wording.line(clause.value(), 200));
                value.getStyleClass().addAll("code", "text-muted");
                card.getChildren().add(new VBox(text, value));
            }
            card.getStyleClass().addAll("verdict-card", "verdict-" + verdict.verdict().text());
            box.getChildren().add(card);
        }
        for (Decision.NotEvaluated skipped : decision.notEvaluated()) {
            box.getChildren().add(wrapped(TEXTS.get("not.evaluated", Wording.line(skipped.guardrail(), 80), Wording.line(skipped.reason(), LONGEST_MESSAGE))));
        }
        return box;
    }

    private Node result() {
        Outcome outcome = recorded.outcome();
        if (outcome == null) {
            return section("result", muted(TEXTS.get("result.unfinished")));
        }
        return outcome.result() == null ? section("result", muted(TEXTS.get("result.none"))) : section("result", new ValuePane("result", outcome.result(), words, forms.result()));
    }

    private Node labels() {
        Set<String> found = recorded.ended().map(Outcome::labels).orElse(Set.of());
        VBox box = new VBox(4, labels("labels.own", step.labels()), labels("labels.result", found));
        if (recorded.decision() != null) {
            box.getChildren().add(labels("decision.path", details.pathLabels()));
        }
        return box;
    }

    private static Node labels(String key, Set<String> labels) {
        FlowPane pane = new FlowPane(4, 4, muted(TEXTS.get(key)));
        if (labels.isEmpty()) {
            pane.getChildren().add(new Label(TEXTS.get("labels.none")));
        }
        labels.stream().limit(50).forEach(label -> pane.getChildren().add(Cells.label(label)));
        return pane;
    }

    private Node links() {
        VBox box = new VBox(2);
        if (details.parent() != null) {
            box.getChildren().add(link(TEXTS.get("links.parent"), details.parent()));
        }
        details.from().stream().limit(MOST_LINKS).forEach(each -> box.getChildren().add(link("← " + each.kind().text(), each)));
        details.to().stream().limit(MOST_LINKS).forEach(each -> box.getChildren().add(link("→ " + each.kind().text(), each)));
        return box.getChildren().isEmpty() ? muted(TEXTS.get("links.none")) : box;
    }

    private Node link(String kind, Neighbour neighbour) {
        Label how = muted(kind);
        how.setMinWidth(Region.USE_PREF_SIZE);
        how.getStyleClass().add(neighbour.kind() != null && !neighbour.kind().causal() ? "link-provenance" : "link-causal");
        HBox row = new HBox(6, how);
        row.setAlignment(Pos.CENTER_LEFT);
        if (neighbour.step() == null) {
            row.getChildren().add(new Label(TEXTS.get("link.missing", Wording.shortId(neighbour.id()))));
            return row;
        }
        Hyperlink target = new Hyperlink(Wording.of(neighbour.step()), Cells.icon(neighbour.step().operation()));
        target.setOnAction(event -> select.accept(neighbour.id()));
        LateTooltip.set(target, () -> Wording.of(neighbour.step()));
        target.setMinWidth(40);
        row.getChildren().add(target);
        if (neighbour.argument().isEmpty()) {
            return row;
        }
        Label argument = muted(TEXTS.get("link.argument", Wording.line(neighbour.argument(), 60)));
        argument.getStyleClass().add("link-argument");
        return new VBox(row, argument);
    }

    private Node decision(Decision decision) {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry(TEXTS.get("decision.bundle"), decision.bundle().isEmpty() ? TEXTS.get("decision.bundle.none") : decision.bundle()));
        entries.add(new Entry(TEXTS.get("decision.forced"), decision.forced() == null ? TEXTS.get("decision.forced.none") : decision.forced().text()));
        entries.add(new Entry(TEXTS.get("decision.ticket"), Long.toString(decision.ticket())));
        entries.add(new Entry(TEXTS.get("decision.clock"), Wording.dateTime(decision.clockNanos())));
        VBox box = new VBox(4, table(entries));
        if (decision.verdicts().isEmpty() && decision.notEvaluated().isEmpty()) {
            box.getChildren().addFirst(muted(TEXTS.get("decision.allowed")));
        }
        return box;
    }

    /** First what is missing here and is not elsewhere; then, fainter, what is missing everywhere. */
    private static VBox warnings(List<String> sentences, String styleClass) {
        VBox box = new VBox(6);
        for (String sentence : sentences) {
            Label line = wrapped(Wording.line(sentence, LONGEST_MESSAGE));
            HBox.setHgrow(line, Priority.ALWAYS);
            HBox row = new HBox(8, Cells.icon(Icon.WARNING, "warning"), line);
            row.getStyleClass().add(styleClass);
            box.getChildren().add(row);
        }
        return box;
    }

    private Node unseen() {
        VBox box = warnings(details.unseen(), "unseen-here");
        if (!details.limits().isEmpty()) {
            VBox limits = new VBox(2, muted(TEXTS.get("unseen.limits")));
            for (Limit limit : details.limits()) {
                Label name = muted(TEXTS.get("unseen.limit", TEXTS.get("limit." + limit.id())));
                String meaning = TEXTS.get("limit." + limit.id() + ".help");
                LateTooltip.set(name, () -> meaning);
                name.setAccessibleHelp(meaning);
                name.getStyleClass().add("unseen-limit");
                limits.getChildren().add(name);
            }
            box.getChildren().add(limits);
        }
        return box;
    }

    private Node ids() {
        GridPane grid = grid();
        id(grid, "id.step", step.id().toString());
        id(grid, "id.run", step.run().toString());
        id(grid, "id.parent", step.parent() == null ? null : step.parent().toString());
        id(grid, "id.agent", step.agent() != null ? step.agent() : details.run().agent());
        id(grid, "id.process", step.pid() == null ? null : step.pid().toString());
        id(grid, "id.thread", step.thread());
        return grid;
    }

    private static void id(GridPane grid, String key, String value) {
        int row = grid.getRowCount();
        Label name = muted(TEXTS.get(key));
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label text = wrapped(value == null ? TEXTS.get("unknown") : Wording.line(value, 200));
        if (value == null) {
            grid.addRow(row, name, text);
            return;
        }
        text.getStyleClass().add("code");
        Button copy = new Button(null, Cells.icon(Icon.COPY));
        copy.getStyleClass().addAll("button-icon", "flat", "small");
        String help = TEXTS.get("copy", TEXTS.get(key));
        copy.setAccessibleText(help);
        LateTooltip.set(copy, () -> help);
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(value);
            Clipboard.getSystemClipboard().setContent(content);
        });
        grid.addRow(row, name, text, copy);
    }

    private static Node table(List<Entry> entries) {
        GridPane grid = grid();
        for (Entry entry : entries) {
            Label name = muted(Wording.line(entry.name(), LONGEST_NAME));
            if (entry.name().length() > WHOLE_NAME) {
                name.setMaxWidth(NAME_WIDTH);
                LateTooltip.set(name, name::getText);
            } else {
                name.setMinWidth(Region.USE_PREF_SIZE);
            }
            Label value = wrapped(Wording.line(entry.value(), LONGEST_MESSAGE));
            grid.addRow(grid.getRowCount(), name, value);
        }
        return grid;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane(10, 3);
        ColumnConstraints name = new ColumnConstraints();
        ColumnConstraints value = new ColumnConstraints();
        value.setHgrow(Priority.ALWAYS);
        value.setFillWidth(true);
        grid.getColumnConstraints().addAll(name, value);
        return grid;
    }

    private static Node section(String key, ValuePane value) {
        HBox top = new HBox(8, title(key), gap(), value.choice());
        top.setAlignment(Pos.CENTER_LEFT);
        return section(key, top, value.node());
    }

    private static Node section(String key, Node content) {
        return section(key, title(key), content);
    }

    private static Label title(String key) {
        Label title = new Label(TEXTS.get("section." + key));
        title.getStyleClass().add("section-title");
        return title;
    }

    private static Node section(String key, Node title, Node content) {
        VBox section = new VBox(6, title, content);
        section.getStyleClass().add("inspector-section");
        section.setId("inspector-" + key);
        return section;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Label muted(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.getStyleClass().add("text-muted");
        return label;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
