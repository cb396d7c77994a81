package dev.pathwarden.workbench.filter;

import dev.pathwarden.workbench.completion.CompletionField;
import dev.pathwarden.workbench.completion.Proposal;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;

/** The field of the filter, in which what fits into a condition is offered. */
record FilterField(TextField field, FilterViewModel model) implements CompletionField {

    @Override
    public Node node() {
        return field;
    }

    @Override
    public String text() {
        return field.getText();
    }

    @Override
    public int caret() {
        return Math.min(field.getCaretPosition(), field.getLength());
    }

    /** Whoever types words is not to be disturbed. */
    @Override
    public boolean isFollowed() {
        return FilterQuery.OF_CONDITIONS.matcher(field.getText()).find();
    }

    @Override
    public List<Proposal> proposals() {
        return model.proposals(caret());
    }

    @Override
    public void accept(Proposal chosen) {
        field.setText(chosen.in(field.getText()));
        field.positionCaret(chosen.caret());
    }

    @Override
    public Point2D below() {
        return field.localToScreen(0, field.getHeight() + 2);
    }
}
