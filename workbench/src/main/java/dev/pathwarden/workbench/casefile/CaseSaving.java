package dev.pathwarden.workbench.casefile;

import dev.pathwarden.model.casefile.CaseEdit;
import dev.pathwarden.model.casefile.CaseException;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Writes the changes of cases into their files in the background. What could not be written is kept, also when something else is opened, and tried again with the next change. For the JavaFX thread. */
final class CaseSaving {

    private static final Texts TEXTS = Texts.of(CaseSaving.class);

    private final TaskExecutor executor;
    private final Consumer<String> problem;
    private final Consumer<OpenCase> saved;
    /** Cases of what was open before whose changes are not all in their files. */
    private final List<OpenCase> unfinished = new ArrayList<>();

    /**
     * Saves nothing yet.
     *
     * @param problem is told in a sentence what is not saved and why, and nothing where all is
     * @param saved is told of each case that was saved
     */
    CaseSaving(TaskExecutor executor, Consumer<String> problem, Consumer<OpenCase> saved) {
        this.executor = executor;
        this.problem = problem;
        this.saved = saved;
    }

    /** Saves what is not saved of a case, and of those that were left before. */
    void saveAll(OpenCase open) {
        unfinished.removeIf(each -> each.unsaved() == 0);
        unfinished.forEach(this::save);
        if (open != null) {
            save(open);
        }
    }

    /** Keeps a case that is no longer open until all of it is saved. Returns whether something is left to be saved. */
    boolean leave(OpenCase open) {
        if (open == null || open.unsaved() == 0) {
            return false;
        }
        unfinished.add(open);
        save(open);
        return true;
    }

    /** Saves what is not saved of a case, behind what is being saved of it. */
    void save(OpenCase each) {
        if (each.isSaving() || each.unsaved() == 0) {
            return;
        }
        CaseEdit edit = each.toSave();
        int changes = each.unsaved();
        int[] left = {changes};
        each.saving(true);
        executor.execute(BackgroundTask.of(TEXTS.get("task.save"), progress -> each.files().edit(edit)).onSuccess(now -> {
            left[0] = 0;
            each.saved(changes, now);
            if (unfinished.stream().allMatch(other -> other.unsaved() == 0)) {
                problem.accept("");
            }
            saved.accept(each);
        }).onFailure(error -> {
            left[0] = -1;
            problem.accept(TEXTS.get("unsaved", each.unsaved(), FailureText.of(error)));
        }).onFinished(() -> {
            each.saving(false);
            if (left[0] > 0) {
                problem.accept(TEXTS.get("unsaved", each.unsaved(), TEXTS.get("ended")));
            } else if (left[0] == 0) {
                save(each);
            }
        }));
    }

    /**
     * Saves on this thread what is not saved yet, before the window closes.
     *
     * @return whether all is saved; what went wrong is told otherwise
     */
    boolean saveNow(OpenCase open) {
        List<OpenCase> all = new ArrayList<>(unfinished);
        if (open != null) {
            all.add(open);
        }
        boolean done = true;
        for (OpenCase each : all) {
            try {
                int changes = each.unsaved();
                if (changes > 0 && !each.isSaving()) {
                    each.saved(changes, each.files().edit(each.toSave()));
                } else if (changes > 0) {
                    // What is being saved meanwhile is saved twice, which makes no difference.
                    each.files().edit(each.toSave());
                }
            } catch (CaseException e) {
                done = false;
                problem.accept(TEXTS.get("unsaved", each.unsaved(), e.getMessage()));
            }
        }
        return done;
    }
}
