package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.FindingSeverity;
import dev.pathwarden.model.casefile.FindingState;
import dev.pathwarden.model.casefile.MarkContent;
import dev.pathwarden.workbench.cell.Cells;
import dev.pathwarden.workbench.cell.Icon;
import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** Words and small nodes for marks. Their colours follow the theme. */
public final class MarkCells {

    private static final Texts TEXTS = Texts.of(MarkCells.class);
    private static final int LONGEST_NAME = 40;

    private MarkCells() {
    }

    /** The sign of a kind of mark. */
    public static Icon icon(MarkContent content) {
        return switch (content) {
            case MarkContent.Star star -> Icon.STAR;
            case MarkContent.Tag tag -> Icon.LABEL;
            case MarkContent.Note note -> Icon.NOTE;
            case MarkContent.Finding finding -> Icon.FINDING;
            case MarkContent.Judged judged -> judged.right() ? Icon.OK : Icon.ERROR;
            case MarkContent.SavedFilter filter -> Icon.FILTER;
        };
    }

    /** The sign of a mark in its colour: a finding in that of its severity. */
    public static Region sign(MarkContent content) {
        return Cells.icon(icon(content), content instanceof MarkContent.Finding finding ? "severity-" + finding.severity().text()
                : content instanceof MarkContent.Judged judged ? "mark-judged-" + judged.text() : "mark-" + content.kind());
    }

    /** Name of a severity. */
    public static String of(FindingSeverity severity) {
        return TEXTS.get("severity." + severity.name());
    }

    /** Name of a state. */
    public static String of(FindingState state) {
        return TEXTS.get("state." + state.name());
    }

    /** Name of a kind of mark. */
    public static String kind(MarkContent content) {
        return TEXTS.get("kind." + content.kind());
    }

    /** What a mark says, beside its kind; empty for a star. */
    public static String words(MarkContent content) {
        return switch (content) {
            case MarkContent.Star star -> "";
            case MarkContent.Tag tag -> tag.tag();
            case MarkContent.Note note -> note.text();
            case MarkContent.Finding finding -> finding.title();
            case MarkContent.Judged judged -> TEXTS.get("judged." + judged.text());
            case MarkContent.SavedFilter filter -> filter.name();
        };
    }

    /** A mark as it is called in a sentence on what was done to it. */
    static String inASentence(MarkContent content) {
        return switch (content) {
            case MarkContent.Star star -> TEXTS.get("mark.star");
            case MarkContent.Tag tag -> TEXTS.get("mark.tag", Wording.line(tag.tag(), LONGEST_NAME));
            case MarkContent.Note note -> TEXTS.get("mark.note");
            case MarkContent.Finding finding -> TEXTS.get("mark.finding", Wording.line(finding.title(), LONGEST_NAME));
            case MarkContent.Judged judged -> TEXTS.get("mark.judged." + judged.text());
            case MarkContent.SavedFilter filter -> TEXTS.get("mark.filter", Wording.line(filter.name(), LONGEST_NAME));
        };
    }

    /**
     * The marks of a run as signs in one row, the most telling first.
     *
     * @param most how many signs there is room for
     */
    public static HBox signs(RunMarks marks, int most) {
        HBox signs = new HBox(3);
        signs.setAlignment(Pos.CENTER_LEFT);
        if (marks.findings() > 0) {
            signs.getChildren().add(Cells.icon(Icon.FINDING, marks.worst() == null ? "severity-info" : "severity-" + marks.worst().text()));
        }
        if (marks.stars() > 0) {
            signs.getChildren().add(Cells.icon(Icon.STAR, "mark-star"));
        }
        if (marks.tags() > 0) {
            signs.getChildren().add(Cells.icon(Icon.LABEL));
        }
        if (marks.notes() > 0) {
            signs.getChildren().add(Cells.icon(Icon.NOTE));
        }
        if (signs.getChildren().size() > most) {
            signs.getChildren().remove(most, signs.getChildren().size());
        }
        return signs;
    }

    /** How many marks of each kind a run has, in words. */
    public static String words(RunMarks marks) {
        List<String> words = new ArrayList<>();
        if (marks.stars() > 0) {
            words.add(TEXTS.get("runs.stars", marks.stars()));
        }
        if (marks.findings() > 0) {
            words.add(TEXTS.get("runs.findings", marks.findings()) + (marks.worst() == null ? "" : " (" + of(marks.worst()) + ")"));
        }
        if (marks.tags() > 0) {
            words.add(TEXTS.get("runs.tags", marks.tags()));
        }
        if (marks.notes() > 0) {
            words.add(TEXTS.get("runs.notes", marks.notes()));
        }
        return String.join(", ", words);
    }

    /** A severity as icon and word. */
    public static Label badge(FindingSeverity severity) {
        String style = "severity-" + severity.text();
        Label badge = new Label(of(severity), Cells.icon(Icon.FINDING, style));
        badge.getStyleClass().addAll("pw-badge", style);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        return badge;
    }
}
