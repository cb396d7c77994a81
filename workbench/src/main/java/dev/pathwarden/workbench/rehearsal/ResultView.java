package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.dryrun.DryRunReport.Coverage;
import dev.pathwarden.policies.dryrun.DryRunReport.Summary;
import dev.pathwarden.policies.dryrun.GuardrailCost;
import dev.pathwarden.policies.rehearsal.Behind;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.judge.JudgeBar;
import dev.pathwarden.workbench.judge.Judging;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a rehearsal came to, while it comes: coverage first, then the steps, by choice put together by what they have in common. */
final class ResultView {

    private static final Texts TEXTS = Texts.of(ResultView.class);
    private static final double HEADER = 36;
    private static final int MOST_COVERAGE_ROWS = 5;
    private static final int MOST_GROUP_ROWS = 6;
    private static final int LONGEST_ID = 100;
    /** Sentences, choices and a row of steps, where the window is as narrow as it gets; the editor scrolls. */
    private static final double LEAST = 226;
    /** With less height than this, coverage and steps take turns. */
    private static final double TALL = 640;
    /** With less than this, rows of steps are a line high. */
    private static final double TWO_LINES = 520;
    /** With less than this, one guardrail is shown with its steps at a time. */
    private static final double LOW = 320;

    private final DryRunViewModel model;
    private final Label summary = new Label();
    private final Label notes = new Label();
    private final Region running;
    private final TableView<Coverage> coverage = ResultTables.coverage(this::cost);
    private final TableView<Hit> hits;
    private final Region judge;
    private final TableView<Behind> behind = ResultTables.behind();
    private final ObservableList<Hit> all = FXCollections.observableArrayList();
    private final FilteredList<Hit> shown = new FilteredList<>(all);
    private final HitGroupsView groups = new HitGroupsView(this::filter);
    private final ComparedGuardrailsView guardrails = new ComparedGuardrailsView(this::cost, this::filter);
    private final ResultChoice choice;
    private final Label empty = new Label();
    private final VBox root = new VBox(6);
    private boolean tall;

    ResultView(DryRunViewModel model, Judging judging, CommandKeys keys) {
        this.model = model;
        hits = ResultTables.hits(judging.marks()::of);
        judge = new JudgeBar(judging, hits, model.resultProperty(), keys).node();
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.getStyleClass().add("inspector-strong");
        summary.setId("rehearsal-summary");
        notes.setWrapText(true);
        notes.setMinHeight(Region.USE_PREF_SIZE);
        notes.getStyleClass().add("text-muted");
        notes.setId("rehearsal-notes");
        running = running();
        choice = new ResultChoice(groups.byProperty(), this::chosen);
        SortedList<Hit> sorted = new SortedList<>(shown);
        sorted.comparatorProperty().bind(hits.comparatorProperty());
        hits.setItems(sorted);
        hits.setPlaceholder(new Label(TEXTS.get("hits.none")));
        hits.setMinHeight(HEADER + ResultTables.ROW);
        hits.getSelectionModel().selectedItemProperty().subscribe(hit -> {
            if (hit != null) {
                model.open(hit);
            }
        });
        behind.setPlaceholder(new Label(TEXTS.get("behind.none")));
        behind.getSelectionModel().selectedItemProperty().subscribe(step -> {
            if (step != null) {
                model.open(step);
            }
        });
        List.of(hits, behind, coverage).forEach(table -> VBox.setVgrow(table, Priority.ALWAYS));
        empty.setWrapText(true);
        empty.getStyleClass().addAll("placeholder", "text-muted");
        root.getStyleClass().add("rehearsal-result");
        root.setMinHeight(LEAST);
        root.heightProperty().subscribe(height -> {
            if (tall != height.doubleValue() >= TALL) {
                tall = height.doubleValue() >= TALL;
                show();
            } else if (model.resultProperty().get() != null) {
                layOut();
            }
        });
        model.resultProperty().subscribe((before, now) -> show());
        model.staleProperty().subscribe(this::show);
        model.runningProperty().subscribe(this::show);
        show();
    }

    private Region running() {
        ProgressBar bar = new ProgressBar();
        bar.setPrefWidth(140);
        bar.progressProperty().bind(model.doneProperty());
        bar.setAccessibleText(TEXTS.get("running"));
        Button cancel = new Button(TEXTS.get("cancel"));
        cancel.setId("rehearsal-cancel");
        cancel.getStyleClass().add("small");
        cancel.setOnAction(event -> model.cancel());
        HBox row = new HBox(8, new Label(TEXTS.get("running")), bar, cancel);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Optional<GuardrailCost> cost(String guardrail) {
        return Optional.ofNullable(model.resultProperty().get()).flatMap(result -> result.costs().of(guardrail));
    }

    private void chosen() {
        filter();
        layOut();
    }

    private void filter() {
        shown.setPredicate(hit -> (choice.change() == null || hit.change() == choice.change()) && (choice.isGuardrails() ? guardrails.has(hit) : groups.has(hit)));
    }

    private void show() {
        Rehearsal result = model.resultProperty().get();
        if (result == null) {
            empty.setText(TEXTS.get("result.empty"));
            all.clear();
            behind.getItems().clear();
            root.getChildren().setAll(model.runningProperty().get() ? running : empty);
            return;
        }
        Summary counts = result.report().summary();
        summary.setText(TEXTS.get("result.summary", counts.runs(), counts.steps(), stopped(counts), alerted(counts), counts.notEvaluated()));
        notes.setText(notes(result));
        append(all, result.hits());
        append(behind.getItems(), result.behind());
        coverage.getItems().setAll(result.report().coverage());
        coverage.refresh();
        coverage.setPlaceholder(new Label(TEXTS.get("coverage.none")));
        groups.show(result);
        guardrails.show(result.guardrails());
        choice.show(result);
        layOut();
    }

    /** What is listed already stays where it is, so that nobody loses the place while more comes. */
    private static <T> void append(ObservableList<T> listed, List<T> now) {
        if (now.size() >= listed.size() && now.subList(0, listed.size()).equals(listed)) {
            listed.addAll(now.subList(listed.size(), now.size()));
        } else {
            listed.setAll(now);
        }
    }

    private String notes(Rehearsal result) {
        List<String> sentences = new ArrayList<>();
        if (model.staleProperty().get()) {
            sentences.add(TEXTS.get("result.stale"));
        }
        if (!result.whole() && !model.runningProperty().get()) {
            sentences.add(TEXTS.get("result.part"));
        }
        if (result.hanging() + result.later() > 0) {
            sentences.add(TEXTS.get("result.behind", result.hanging(), result.later()));
        }
        if (tall && result.costs().now().size() == 1) {
            GuardrailCost only = result.costs().now().values().iterator().next();
            sentences.add(TEXTS.get("result.cost", Wording.line(only.guardrail(), LONGEST_ID), only.words()));
        }
        if (result.more() > 0) {
            sentences.add(TEXTS.get("result.more", result.more()));
        }
        if (result.unread() > 0) {
            sentences.add(TEXTS.get("result.unread", result.unread()));
        }
        sentences.addAll(result.unreadable().subList(0, Math.min(3, result.unreadable().size())));
        return String.join(" ", sentences);
    }

    private void layOut() {
        notes.setManaged(!notes.getText().isEmpty());
        boolean narrow = choice.isGuardrails() && !tall;
        // Guardrails and their steps are shown together; in a small window in the place of the sentences and of judging.
        List<Node> rows = new ArrayList<>(narrow ? List.of() : List.of(summary, notes));
        if (model.runningProperty().get()) {
            rows.add(running);
        }
        choice.offerCoverage(!tall);
        ResultTables.setTwoLines(hits, root.getHeight() >= TWO_LINES);
        ResultTables.setTwoLines(behind, root.getHeight() >= TWO_LINES);
        boolean coverageOnly = !tall && choice.isCoverage();
        if (tall) {
            rows.add(coverage);
            bound(coverage, coverage.getItems().size(), MOST_COVERAGE_ROWS);
        } else {
            coverage.setMinHeight(0);
            coverage.setMaxHeight(Double.MAX_VALUE);
        }
        rows.add(choice.node());
        if (coverageOnly) {
            rows.add(coverage);
        } else {
            TableView<?> chooser = choice.isGuardrails() ? guardrails.table() : groups.isShown() && !choice.isBehind() ? groups.table() : null;
            if (chooser != null) {
                rows.add(chooser);
                bound(chooser, chooser.getItems().size(), tall ? MOST_GROUP_ROWS : narrow && root.getHeight() < LOW ? 1 : MOST_GROUP_ROWS / 2);
            }
            if (!choice.isBehind() && !narrow) {
                rows.add(judge);
            }
            rows.add(choice.isBehind() ? behind : hits);
        }
        if (!root.getChildren().equals(rows)) {
            root.getChildren().setAll(rows);
        }
    }

    private static void bound(TableView<?> table, int rows, int most) {
        double height = HEADER + Math.clamp(rows, 1, most) * ResultTables.ROW;
        table.setMinHeight(height);
        table.setMaxHeight(height);
    }

    private static long stopped(Summary counts) {
        return counts.decisions().getOrDefault(Action.BLOCK, 0L) + counts.decisions().getOrDefault(Action.HOLD, 0L);
    }

    private static long alerted(Summary counts) {
        return counts.decisions().values().stream().mapToLong(Long::longValue).sum() - stopped(counts);
    }

    Region node() {
        return root;
    }
}
