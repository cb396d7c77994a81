package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.workbench.path.PathIndex;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Walks the current run step by step in path order; where there is a filter, through the steps that it leaves, from run to run. */
public final class StepCursor {

    private final Selection selection;
    private final Workspace workspace;

    public StepCursor(Selection selection, Workspace workspace) {
        this.selection = selection;
        this.workspace = workspace;
    }

    /** Selects the step behind the current one, or the first where none is current; goes on at the first one behind the last. With a filter, the next one that it leaves, in whatever run. */
    public void next() {
        walk(1);
    }

    /** Selects the step before the current one, or the last where none is current; goes on at the last one before the first. With a filter, the one before that it leaves, in whatever run. */
    public void previous() {
        walk(-1);
    }

    /** Selects the next step that a guardrail stopped; goes on at the first one behind the last. */
    public void nextStopped() {
        move(1, place -> selection.path().step(place).status() == Status.BLOCKED);
    }

    /** Selects the first step that a guardrail stopped, or the first step where none was; no effect where a step is selected. */
    public void begin() {
        if (selection.step() == null) {
            nextStopped();
        }
        if (selection.step() == null) {
            move(1, place -> true);
        }
    }

    private void walk(int direction) {
        Matches matches = selection.matchesProperty().get();
        if (matches == null) {
            move(direction, place -> true);
            return;
        }
        BitSet here = selection.matched();
        int at = selection.path() == null ? -1 : selection.path().placeOf(selection.step());
        int next = here == null ? -1 : direction > 0 ? here.nextSetBit(at + 1) : at < 0 ? here.length() - 1 : at == 0 ? -1 : here.previousSetBit(at - 1);
        if (next >= 0) {
            selection.select(selection.path().step(next).id());
        } else {
            leave(matches, direction);
        }
    }

    /** To the first, or last, step that the filter leaves in the next run that has one. */
    private void leave(Matches matches, int direction) {
        List<RunId> all = workspace.runs().stream().map(summary -> summary.run().id()).toList();
        int at = selection.run() == null ? -1 : all.indexOf(selection.run().run().id());
        for (int i = 1; i <= all.size(); i++) {
            RunId run = all.get(Math.floorMod(at + i * direction, all.size()));
            if (matches.places().count(run) > 0) {
                workspace.show(run, path -> {
                    BitSet left = matches.in(path);
                    return left.isEmpty() ? null : path.step(direction > 0 ? left.nextSetBit(0) : left.length() - 1).id();
                });
                return;
            }
        }
    }

    private void move(int direction, IntPredicate wanted) {
        PathIndex path = selection.path();
        if (path == null || path.size() == 0) {
            return;
        }
        int at = path.placeOf(selection.step());
        at = at < 0 && direction < 0 ? path.size() : at;
        for (int i = 1; i <= path.size(); i++) {
            int place = Math.floorMod(at + i * direction, path.size());
            if (wanted.test(place)) {
                selection.select(path.step(place).id());
                return;
            }
        }
    }
}
