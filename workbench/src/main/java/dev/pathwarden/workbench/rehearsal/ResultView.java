package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.dryrun.DryRunReport.Coverage;
import dev.pathwarden.policies.dryrun.DryRunReport.Summary;
import dev.pathwarden.policies.rehearsal.Change;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.workbench.text.Texts;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What a rehearsal came to: coverage first, then the steps. */
final class ResultView {

    private static final Texts TEXTS = Texts.of(ResultView.class);
    private static final double HEADER = 36;
    private static final int MOST_COVERAGE_ROWS = 5;
    /** With less height than this, coverage and steps take turns. */
    private static final double TALL = 420;

    private final RehearsalViewModel model;
    private final Label summary = new Label();
    private final Label notes = new Label();
    private final TableView<Coverage> coverage = ResultTables.coverage();
    private final TableView<Hit> hits = ResultTables.hits();
    private final ObservableList<Hit> all = FXCollections.observableArrayList();
    private final FilteredList<Hit> shown = new FilteredList<>(all);
    private final FlowPane filters = new FlowPane(4, 4);
    private final Label empty = new Label();
    private final VBox root = new VBox(8);
    private Change only;
    private boolean coverageChosen = true;
    private boolean tall;

    ResultView(RehearsalViewModel model) {
        this.model = model;
        summary.setWrapText(true);
        summary.setMinHeight(Region.USE_PREF_SIZE);
        summary.getStyleClass().add("inspector-strong");
        summary.setId("rehearsal-summary");
        notes.setWrapText(true);
        notes.setMinHeight(Region.USE_PREF_SIZE);
        notes.getStyleClass().add("text-muted");
        SortedList<Hit> sorted = new SortedList<>(shown);
        sorted.comparatorProperty().bind(hits.comparatorProperty());
        hits.setItems(sorted);
        hits.setPlaceholder(new Label(TEXTS.get("hits.none")));
        hits.setMinHeight(HEADER + ResultTables.HIT_ROW);
        hits.getSelectionModel().selectedItemProperty().subscribe(hit -> {
            if (hit != null) {
                model.open(hit);
            }
        });
        VBox.setVgrow(hits, Priority.ALWAYS);
        VBox.setVgrow(coverage, Priority.ALWAYS);
        empty.setWrapText(true);
        empty.getStyleClass().addAll("placeholder", "text-muted");
        root.getStyleClass().add("rehearsal-result");
        root.setMinHeight(0);
        root.heightProperty().subscribe(height -> {
            if (tall != height.doubleValue() >= TALL) {
                tall = height.doubleValue() >= TALL;
                show(model.resultProperty().get());
            }
        });
        model.resultProperty().subscribe(this::show);
        model.staleProperty().subscribe(() -> show(model.resultProperty().get()));
    }

    private void show(Rehearsal result) {
        if (result == null) {
            empty.setText(TEXTS.get("result.empty"));
            root.getChildren().setAll(empty);
            all.clear();
            return;
        }
        Summary counts = result.report().summary();
        summary.setText(TEXTS.get("result.summary", counts.runs(), counts.steps(), stopped(counts), alerted(counts), counts.notEvaluated()));
        StringBuilder text = new StringBuilder();
        if (Boolean.TRUE.equals(model.staleProperty().get())) {
            text.append(TEXTS.get("result.stale")).append(' ');
        }
        if (result.hanging() + result.later() > 0) {
            text.append(TEXTS.get("result.behind", result.hanging(), result.later())).append(' ');
        }
        if (result.more() > 0) {
            text.append(TEXTS.get("result.more", result.more())).append(' ');
        }
        result.unreadable().stream().limit(3).forEach(sentence -> text.append(sentence).append(' '));
        notes.setText(text.toString().strip());
        notes.setManaged(!notes.getText().isEmpty());
        if (!all.equals(result.hits())) {
            all.setAll(result.hits());
        }
        coverage.getItems().setAll(result.report().coverage());
        coverage.setPlaceholder(new Label(TEXTS.get("coverage.none")));
        makeFilters(result);
        if (tall) {
            double height = HEADER + Math.clamp(coverage.getItems().size(), 1, MOST_COVERAGE_ROWS) * ResultTables.ROW;
            coverage.setMinHeight(height);
            coverage.setMaxHeight(height);
            root.getChildren().setAll(summary, notes, coverage, filters, hits);
        } else {
            coverage.setMinHeight(0);
            coverage.setMaxHeight(Double.MAX_VALUE);
            root.getChildren().setAll(summary, notes, filters, coverageChosen ? coverage : hits);
        }
    }

    private static long stopped(Summary counts) {
        return counts.decisions().getOrDefault(Action.BLOCK, 0L) + counts.decisions().getOrDefault(Action.HOLD, 0L);
    }

    private static long alerted(Summary counts) {
        return counts.decisions().values().stream().mapToLong(Long::longValue).sum() - stopped(counts);
    }

    private void makeFilters(Rehearsal result) {
        filters.getChildren().clear();
        ToggleGroup group = new ToggleGroup();
        if (!tall) {
            toggle(group, TEXTS.get("filter.coverage", result.report().coverage().size()), coverageChosen).setOnAction(event -> choose(true, null));
        }
        filter(group, TEXTS.get("filter.all", result.hits().size() + result.more()), null);
        filter(group, TEXTS.get("filter.new", result.newlyStopped()), Change.NEWLY_STOPPED);
        filter(group, TEXTS.get("filter.gone", result.noLongerStopped()), Change.NO_LONGER_STOPPED);
        filter(group, TEXTS.get("filter.same", result.same()), Change.SAME);
    }

    private void filter(ToggleGroup group, String text, Change change) {
        toggle(group, text, (tall || !coverageChosen) && change == only).setOnAction(event -> choose(false, change));
    }

    private ToggleButton toggle(ToggleGroup group, String text, boolean selected) {
        ToggleButton button = new ToggleButton(text);
        button.setToggleGroup(group);
        button.setSelected(selected);
        button.setMinWidth(Region.USE_PREF_SIZE);
        filters.getChildren().add(button);
        return button;
    }

    private void choose(boolean coverageWanted, Change change) {
        coverageChosen = coverageWanted;
        only = change;
        shown.setPredicate(hit -> only == null || hit.change() == only);
        show(model.resultProperty().get());
    }

    Region node() {
        return root;
    }
}
