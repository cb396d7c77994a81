package dev.pathwarden.workbench.editor;

import dev.pathwarden.workbench.completion.CompletionField;
import dev.pathwarden.workbench.completion.Proposal;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import org.fxmisc.richtext.CodeArea;

/** A code area in which what fits is offered. */
record AreaField(CodeArea area, EditorHelp help) implements CompletionField {

    private static final double GAP = 2;

    @Override
    public Node node() {
        return area;
    }

    @Override
    public String text() {
        return area.getText();
    }

    @Override
    public int caret() {
        return area.getCaretPosition();
    }

    @Override
    public boolean isFollowed() {
        return help.isFollowed(text(), caret());
    }

    @Override
    public List<Proposal> proposals() {
        return help.proposals(text(), caret());
    }

    /** As if it were typed, so that it can be undone. */
    @Override
    public void accept(Proposal chosen) {
        area.replaceText(chosen.from(), chosen.to(), chosen.insert());
        area.moveTo(chosen.caret());
    }

    @Override
    public Point2D below() {
        Optional<Bounds> caret = area.getCaretBounds();
        return caret.map(bounds -> new Point2D(bounds.getMinX(), bounds.getMaxY() + GAP)).orElseGet(() -> area.localToScreen(0, GAP));
    }
}
