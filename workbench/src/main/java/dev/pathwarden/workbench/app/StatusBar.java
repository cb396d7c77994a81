package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.task.RunningTask;
import dev.pathwarden.workbench.text.Texts;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/** The bar at the bottom: counts, what was not seen, and the work under way with its cancel button. */
final class StatusBar {

    private static final Texts TEXTS = Texts.of(StatusBar.class);
    private static final int MOST_NOTES = 40;
    private static final double POPOVER_WIDTH = 460;

    private final StatusViewModel model;
    private final HBox bar = new HBox(12);
    private final HBox notes = new HBox(8);
    private final HBox work = new HBox(8);
    private RunningTask shown;

    /**
     * A bar.
     *
     * @param live says how what is open is followed
     * @param evidence says what stands for the open snapshot
     * @param said what was done last, where that does not show by itself; of several the one that said something last
     */
    StatusBar(StatusViewModel model, Node live, Node evidence, ReadOnlyStringProperty... said) {
        this.model = model;
        Label counts = new Label();
        counts.textProperty().bind(model.countsProperty());
        counts.setId("counts");
        Label last = new Label();
        for (ReadOnlyStringProperty each : said) {
            each.subscribe(last::setText);
        }
        last.setId("said");
        last.setMinWidth(0);
        last.getStyleClass().add("text-muted");
        last.setTooltip(new Tooltip());
        last.getTooltip().textProperty().bind(last.textProperty());
        counts.setMinWidth(Region.USE_PREF_SIZE);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        notes.setAlignment(Pos.CENTER_LEFT);
        work.setAlignment(Pos.CENTER_RIGHT);
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().add("status-bar");
        bar.getChildren().setAll(counts, live, evidence, notes, last, gap, work);
        model.notesProperty().subscribe(this::showNotes);
        model.running().addListener((InvalidationListener) ignored -> showWork());
    }

    private void showNotes(StatusViewModel.Notes found) {
        notes.getChildren().clear();
        if (!found.damages().isEmpty()) {
            notes.getChildren().add(noteButton("damages", TEXTS.get("status.damages", found.damages().size()), found.damages()));
        }
        if (!found.blind().isEmpty()) {
            notes.getChildren().add(noteButton("blind", TEXTS.get("status.blind", found.blind().size()), found.blind()));
        }
    }

    private static Button noteButton(String id, String text, List<String> sentences) {
        Button button = new Button(text, Cells.icon(Icon.WARNING, "warning"));
        button.getStyleClass().addAll("flat", "small");
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(TEXTS.get("status.more")));
        button.setOnAction(event -> {
            VBox lines = new VBox(6);
            lines.getStyleClass().add("popover-content");
            sentences.stream().limit(MOST_NOTES).forEach(sentence -> {
                Label line = new Label(Wording.line(sentence, 500));
                line.setWrapText(true);
                line.setMaxWidth(POPOVER_WIDTH);
                lines.getChildren().add(line);
            });
            PopOver popOver = new PopOver(lines);
            popOver.setArrowLocation(PopOver.ArrowLocation.BOTTOM_LEFT);
            popOver.show(button);
        });
        return button;
    }

    private void showWork() {
        RunningTask task = model.running().isEmpty() ? null : model.running().getFirst();
        if (task == shown) {
            // The button that ends it keeps the focus, whatever else begins and ends meanwhile.
            return;
        }
        shown = task;
        work.getChildren().clear();
        if (task == null) {
            return;
        }
        Label title = new Label(Wording.line(task.title(), 60));
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(task.progressProperty());
        progress.setPrefWidth(120);
        progress.setAccessibleText(task.title());
        Button cancel = new Button(TEXTS.get("status.cancel"));
        cancel.getStyleClass().addAll("flat", "small");
        cancel.setAccessibleText(TEXTS.get("status.cancel.what", title.getText()));
        cancel.setOnAction(event -> task.cancel());
        work.getChildren().setAll(title, progress, cancel);
    }

    Region node() {
        return bar;
    }
}
