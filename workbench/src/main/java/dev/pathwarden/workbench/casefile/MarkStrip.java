package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Mark;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.model.casefile.Subject;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.keys.CommandKeys;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The marks of what is looked at, each to be changed and removed, and buttons for more. */
public final class MarkStrip {

    private static final Texts TEXTS = Texts.of(MarkStrip.class);
    private static final int MOST_TAGS = 12;
    private static final int MOST_LINES = 3;
    private static final int LONGEST = 140;

    private final CaseViewModel model;
    private final MarkActions actions;
    private final CommandKeys keys;
    private final VBox root = new VBox(4);

    /** @param keys are said beside what the buttons do */
    public MarkStrip(CaseViewModel model, MarkActions actions, CommandKeys keys) {
        this.model = model;
        this.actions = actions;
        this.keys = keys;
        root.getStyleClass().add("mark-strip");
        root.setId("marks");
        model.subjectProperty().subscribe(now -> show());
        model.valueProperty().subscribe(now -> show());
        keys.allProperty().subscribe(now -> show());
    }

    private void show() {
        Subject on = model.subjectProperty().get();
        boolean focused = root.getScene() != null && isHere(root.getScene().getFocusOwner());
        root.getChildren().clear();
        root.setVisible(on != null);
        root.setManaged(on != null);
        if (on == null) {
            return;
        }
        List<Mark> marks = model.marks(on);
        boolean starred = marks.stream().anyMatch(mark -> mark.content() instanceof MarkContent.Star);
        FlowPane bar = new FlowPane(4, 4);
        bar.setAlignment(Pos.CENTER_LEFT);
        Button star = button("star", starred ? "unstar" : "star", starred ? Icon.STAR : Icon.STAR_EMPTY, () -> model.star(on));
        star.getGraphic().getStyleClass().add("mark-star");
        bar.getChildren().addAll(star, add("tag", Icon.LABEL, () -> actions.tag(on)), add("note", Icon.NOTE, () -> actions.note(on)), add("finding", Icon.FINDING, () -> actions.finding(on)));
        if (on.step() == null) {
            Label run = new Label(TEXTS.get("strip.run"));
            run.getStyleClass().add("text-muted");
            bar.getChildren().addFirst(run);
        }
        List<Mark> tags = marks.stream().filter(mark -> mark.content() instanceof MarkContent.Tag).toList();
        tags.stream().limit(MOST_TAGS).forEach(tag -> bar.getChildren().add(chip(tag)));
        root.getChildren().add(bar);
        List<Mark> lines = new ArrayList<>(marks.stream().filter(mark -> mark.content() instanceof MarkContent.Finding).toList());
        lines.addAll(marks.stream().filter(mark -> mark.content() instanceof MarkContent.Note).toList());
        lines.stream().limit(MOST_LINES).forEach(line -> root.getChildren().add(line(line)));
        int more = Math.max(0, tags.size() - MOST_TAGS) + Math.max(0, lines.size() - MOST_LINES);
        if (more > 0) {
            Label rest = new Label(TEXTS.get("strip.more", more));
            rest.getStyleClass().add("text-muted");
            root.getChildren().add(rest);
        }
        if (focused) {
            star.requestFocus();
        }
    }

    private boolean isHere(Node node) {
        return node != null && (node == root || isHere(node.getParent()));
    }

    private Node chip(Mark mark) {
        String tag = Wording.line(MarkCells.words(mark.content()), LONGEST);
        Button name = new Button(tag);
        name.setMnemonicParsing(false);
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.getStyleClass().addAll("flat", "small", "mark-chip-name");
        name.setTooltip(new Tooltip(said(mark)));
        name.setOnAction(event -> actions.edit(mark));
        HBox chip = new HBox(name, remove(mark));
        chip.setAlignment(Pos.CENTER_LEFT);
        chip.getStyleClass().add("mark-chip");
        return chip;
    }

    private Node line(Mark mark) {
        Hyperlink words = new Hyperlink(Wording.line(MarkCells.words(mark.content()), LONGEST));
        words.setWrapText(true);
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setTooltip(new Tooltip(said(mark)));
        words.getStyleClass().add("mark-words");
        words.setOnAction(event -> actions.edit(mark));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox line = new HBox(6, mark.content() instanceof MarkContent.Finding finding ? MarkCells.badge(finding.severity()) : MarkCells.sign(mark.content()), words, remove(mark));
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private static String said(Mark mark) {
        return TEXTS.get("strip.said", Wording.line(mark.author(), LONGEST), Wording.dateTime(mark.changedNanos()));
    }

    private Button remove(Mark mark) {
        String text = TEXTS.get("strip.remove", MarkCells.kind(mark.content()) + " " + Wording.line(MarkCells.words(mark.content()), LONGEST));
        Button remove = new Button(null, Cells.icon(Icon.CLOSE));
        remove.getStyleClass().addAll("button-icon", "flat", "small", "mark-remove");
        remove.setAccessibleText(text);
        remove.setTooltip(new Tooltip(text));
        remove.setOnAction(event -> actions.remove(mark));
        return remove;
    }

    private Button button(String id, String key, Icon icon, Runnable action) {
        String text = keys.with(TEXTS.get("strip." + key), "mark." + (key.equals("unstar") ? "star" : key));
        Button button = new Button(null, Cells.icon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "small");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(text));
        button.setId("mark-" + id);
        button.setOnAction(event -> action.run());
        return button;
    }

    private Button add(String key, Icon icon, Runnable action) {
        Button button = button("add-" + key, key, icon, action);
        button.getStyleClass().remove("button-icon");
        button.setText(TEXTS.get("kind." + key));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** The view. */
    public Region node() {
        return root;
    }
}
