package dev.pathwarden.workbench.editor;

import dev.pathwarden.policies.authoring.QuickFix;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.Region;

/** An editor for guardrail text, so that the control behind it can be exchanged. */
public interface PolicyEditor {

    /** The control. */
    Region node();

    /** The text; writing it from outside drops the undo history. */
    StringProperty textProperty();

    /** Underlines these problems, all of the text on show. */
    void show(List<Problem> problems);

    /** Puts the caret at a line and column, from 1, and the focus into the editor. */
    void goTo(int line, int column);

    /** Line of the caret, from 1. */
    ReadOnlyIntegerProperty lineProperty();

    /** Replaces all of the text as if it were typed, so that it can be undone; the caret stays about where it was. */
    void rewrite(String text);

    /** Opens the bar in which is typed what to find. */
    void find();

    /** Makes a change that repairs a problem, undone in one step, and shows its place. */
    void apply(QuickFix fix);

    /** Repairs the problem at the caret, as its message proposes; no effect where it proposes nothing. */
    void fix();
}
