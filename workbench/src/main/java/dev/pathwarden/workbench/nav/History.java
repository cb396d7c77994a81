package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.step.RunId;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/**
 * Where the user has been: the last {@value #MOST} places of what is open, and the way back and forward through them. A run that was only passed through on the way to a step of it is no place of its own. For the JavaFX thread.
 */
public final class History {

    static final int MOST = 200;

    private final Workspace workspace;
    private final Selection selection;
    private final List<Address> visited = new ArrayList<>();
    private final ReadOnlyBooleanWrapper back = new ReadOnlyBooleanWrapper(this, "back");
    private final ReadOnlyBooleanWrapper forward = new ReadOnlyBooleanWrapper(this, "forward");
    private int at = -1;
    /** Where the way back or forward leads, while it is on its way; null otherwise. */
    private Address goal;
    /** The run that this way leaves; its step is let go of first. */
    private RunId left;

    public History(Workspace workspace, Selection selection) {
        this.workspace = workspace;
        this.selection = selection;
        workspace.snapshotProperty().subscribe((before, now) -> {
            visited.clear();
            at = -1;
            goal = null;
            tell();
        });
        selection.runProperty().subscribe((before, now) -> look());
        selection.stepProperty().subscribe((before, now) -> look());
    }

    private void look() {
        if (selection.run() == null) {
            return;
        }
        Address here = new Address(selection.run().run().id(), selection.step());
        if (goal != null && goal.run().equals(here.run()) && (goal.equals(here) || here.step() == null)) {
            goal = goal.equals(here) ? null : goal;
            return;
        }
        if (goal != null && here.equals(new Address(left, null))) {
            return;
        }
        goal = null;
        Address last = at < 0 ? null : visited.get(at);
        if (here.equals(last)) {
            return;
        }
        boolean onItsWay = last != null && last.step() == null && last.run().equals(here.run());
        if (last != null && here.step() == null && last.run().equals(here.run())) {
            return;
        }
        visited.subList(at + 1, visited.size()).clear();
        if (onItsWay) {
            visited.set(at, here);
        } else {
            visited.add(here);
            at++;
        }
        if (visited.size() > MOST) {
            visited.removeFirst();
            at--;
        }
        tell();
    }

    private void tell() {
        back.set(at > 0);
        forward.set(at + 1 < visited.size());
    }

    /** Whether there is a way back. */
    public ReadOnlyBooleanProperty backProperty() {
        return back.getReadOnlyProperty();
    }

    /** Whether there is a way forward again. */
    public ReadOnlyBooleanProperty forwardProperty() {
        return forward.getReadOnlyProperty();
    }

    /** To the place before; nothing changes where there is none. */
    public void back() {
        go(-1);
    }

    /** To the place that the way back left; nothing changes where there is none. */
    public void forward() {
        go(1);
    }

    private void go(int by) {
        if (at + by < 0 || at + by >= visited.size()) {
            return;
        }
        at += by;
        tell();
        goal = visited.get(at);
        left = selection.run() == null ? goal.run() : selection.run().run().id();
        workspace.show(goal.run(), goal.step());
    }
}
