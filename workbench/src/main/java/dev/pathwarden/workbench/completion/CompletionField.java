package dev.pathwarden.workbench.completion;

import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.Node;

/** A control in which one types and in which something is offered. For the JavaFX thread. */
public interface CompletionField {

    /** The control. */
    Node node();

    /** What stands in it. */
    String text();

    /** Offset of the caret. */
    int caret();

    /** Whether what is typed is to be followed without being asked. */
    boolean isFollowed();

    /** What fits at the caret. */
    List<Proposal> proposals();

    /** Puts in what was chosen. */
    void accept(Proposal chosen);

    /** Where the list is to stand, on the screen; null where that is not known. */
    Point2D below();
}
