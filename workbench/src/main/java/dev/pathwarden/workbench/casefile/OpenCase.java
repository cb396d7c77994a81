package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The case of one recording while it is worked on: what its file was seen to hold, the changes that are not in there yet, and those that can be undone. For one thread. */
final class OpenCase {

    private static final int MOST_UNDONE = 500;

    /**
     * A change that was made here.
     *
     * @param what it in words
     */
    record Done(CaseEdit edit, String what) {
    }

    private record Unsaved(CaseEdit edit, long nanos) {
    }

    private final CaseFiles files;
    private final String author;
    private final List<Unsaved> unsaved = new ArrayList<>();
    private final Deque<Done> done = new ArrayDeque<>();
    private final Deque<Done> undone = new ArrayDeque<>();
    private Case seen = Case.EMPTY;
    private Case value = Case.EMPTY;
    private boolean saving;
    private int saves;

    /** @param author who is said to be the author of what is not saved yet */
    OpenCase(CaseFiles files, String author) {
        this.files = files;
        this.author = author;
    }

    CaseFiles files() {
        return files;
    }

    /** All marks, those that are not saved yet too. */
    Case value() {
        return value;
    }

    /** What the files hold. */
    void see(Case found) {
        seen = found;
        value = found;
        for (Unsaved each : unsaved) {
            try {
                value = each.edit().apply(value, author, each.nanos());
            } catch (CaseException full) {
                // Said when it is saved, and kept until then.
                continue;
            }
        }
    }

    /**
     * Makes a change, as one that can be undone.
     *
     * @throws CaseException if there would be too many marks; nothing is changed then
     */
    void make(Done change, long nanos) {
        change(change.edit(), nanos);
        undone.clear();
        remember(change);
    }

    /** Undoes the last change; null where there is none. */
    Done undo(long nanos) {
        Done last = done.peek();
        if (last != null) {
            change(last.edit().inverse(), nanos);
            undone.push(done.pop());
        }
        return last;
    }

    /** Makes the change again that was undone last; null where there is none. */
    Done redo(long nanos) {
        Done last = undone.peek();
        if (last != null) {
            change(last.edit(), nanos);
            remember(undone.pop());
        }
        return last;
    }

    private void remember(Done change) {
        done.push(change);
        if (done.size() > MOST_UNDONE) {
            done.removeLast();
        }
    }

    private void change(CaseEdit edit, long nanos) {
        value = edit.apply(value, author, nanos);
        unsaved.add(new Unsaved(edit, nanos));
    }

    /** What would be undone; empty for nothing. */
    String undoable() {
        return done.isEmpty() ? "" : done.peek().what();
    }

    /** What would be made again; empty for nothing. */
    String redoable() {
        return undone.isEmpty() ? "" : undone.peek().what();
    }

    /** How many changes are not in the file. */
    int unsaved() {
        return unsaved.size();
    }

    /** All that is not in the file, as one change. */
    CaseEdit toSave() {
        CaseEdit all = CaseEdit.NONE;
        for (Unsaved each : unsaved) {
            all = all.and(each.edit());
        }
        return all;
    }

    /** The first changes are in the file now, which holds that. */
    void saved(int changes, Case found) {
        saves++;
        unsaved.subList(0, changes).clear();
        see(found);
    }

    /** How often something was saved. */
    int saves() {
        return saves;
    }

    boolean isSaving() {
        return saving;
    }

    void saving(boolean now) {
        saving = now;
    }
}
