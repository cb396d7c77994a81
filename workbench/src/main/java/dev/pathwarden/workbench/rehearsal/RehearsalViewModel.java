package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** State of the rehearsal view: the guardrail files, the text of the one that is edited, and what is wrong with them. For the JavaFX thread. */
public final class RehearsalViewModel {

    private static final Texts TEXTS = Texts.of(RehearsalViewModel.class);

    private final DryRunViewModel dryRun;
    private final Latest reading;
    private final Latest checking;
    private final ReadOnlyStringWrapper set = new ReadOnlyStringWrapper(this, "set", "");
    private final ReadOnlyObjectWrapper<List<GuardrailDraft>> files = new ReadOnlyObjectWrapper<>(this, "files", List.of());
    private final ReadOnlyObjectWrapper<GuardrailDraft> file = new ReadOnlyObjectWrapper<>(this, "file");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<List<Problem>> problems = new ReadOnlyObjectWrapper<>(this, "problems", List.of());
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private boolean switching;

    /** @param rest between what is typed and trying it */
    public RehearsalViewModel(Workspace workspace, TaskExecutor executor, Rest rest) {
        dryRun = new DryRunViewModel(workspace, executor, rest, failure::set);
        reading = new Latest(executor);
        checking = new Latest(executor);
        text.subscribe((before, typed) -> edited(typed));
    }

    /** What the files are tried on, and what that came to. */
    public DryRunViewModel dryRun() {
        return dryRun;
    }

    /** Name of the chosen set, for people. */
    ReadOnlyStringProperty setProperty() {
        return set.getReadOnlyProperty();
    }

    /** The files of the chosen set. */
    ReadOnlyObjectProperty<List<GuardrailDraft>> filesProperty() {
        return files.getReadOnlyProperty();
    }

    /** The file that is edited; null where the set is empty. */
    ReadOnlyObjectProperty<GuardrailDraft> fileProperty() {
        return file.getReadOnlyProperty();
    }

    /** Text of the file that is edited. */
    StringProperty textProperty() {
        return text;
    }

    /** What is wrong with the files of the set. */
    ReadOnlyObjectProperty<List<Problem>> problemsProperty() {
        return problems.getReadOnlyProperty();
    }

    /** One sentence on what could not be done last; empty where nothing failed. */
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Chooses the guardrails that ship with Pathwarden. */
    public void openPack() {
        read(TEXTS.get("set.pack"), progress -> Pack.standard());
    }

    /** Chooses the guardrails in a directory or a file. */
    public void open(Path path) {
        read(path.getFileName() == null ? path.toString() : path.getFileName().toString(), progress -> GuardrailFiles.read(path));
    }

    /** Chooses a new guardrail from a template. */
    void newDraft() {
        show(TEXTS.get("set.draft"), List.of(new GuardrailSource("draft.yaml", TEXTS.get("draft"))));
    }

    /** Puts a new file into the editor, in a set of its own. Files that were changed and not saved stay beside it. */
    public void edit(String name, String text) {
        List<GuardrailDraft> kept = new ArrayList<>(files.get().stream().filter(each -> each.isChanged() && !each.name().equals(name)).toList());
        kept.addFirst(new GuardrailDraft(new GuardrailSource(name, ""), text));
        reading.cancel();
        failure.set("");
        set.set(TEXTS.get("set.draft"));
        files.set(List.copyOf(kept));
        choose(kept.getFirst());
        check(true);
    }

    private void read(String name, BackgroundTask.Work<List<GuardrailSource>> work) {
        reading.execute(BackgroundTask.of(TEXTS.get("task.read"), work).onSuccess(sources -> show(name, sources)).onFailure(this::failed));
    }

    private void show(String name, List<GuardrailSource> sources) {
        failure.set(sources.isEmpty() ? TEXTS.get("set.empty", name) : "");
        set.set(name);
        files.set(sources.stream().map(GuardrailDraft::of).toList());
        choose(files.get().isEmpty() ? null : files.get().getFirst());
        check(false);
    }

    /** Chooses the file to edit. */
    void choose(GuardrailDraft draft) {
        switching = true;
        file.set(draft);
        text.set(draft == null ? "" : draft.text());
        switching = false;
    }

    /** Chooses the file of that name; no effect where there is none. */
    void choose(String name) {
        files.get().stream().filter(draft -> draft.name().equals(name)).findFirst().ifPresent(this::choose);
    }

    private void edited(String typed) {
        if (switching || file.get() == null || file.get().text().equals(typed)) {
            return;
        }
        GuardrailDraft before = file.get();
        GuardrailDraft after = new GuardrailDraft(before.original(), typed);
        switching = true;
        files.set(files.get().stream().map(draft -> draft == before ? after : draft).toList());
        file.set(after);
        switching = false;
        check(true);
    }

    private void check(boolean typed) {
        List<GuardrailSource> sources = files.get().stream().map(GuardrailDraft::source).toList();
        dryRun.edited(new RehearsedFiles(sources, files.get().stream().map(GuardrailDraft::original).toList()));
        checking.execute(BackgroundTask.of(TEXTS.get("task.check"), progress -> GuardrailCompiler.compile(sources).problems()).onSuccess(found -> checked(found, typed)).onFailure(this::failed));
    }

    private void checked(List<Problem> found, boolean typed) {
        problems.set(found);
        if (found.stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
            dryRun.right(typed);
        }
    }

    /** Writes the text of the edited file to disk. */
    void save(Path path) {
        String saved = text.get();
        reading.execute(BackgroundTask.of(TEXTS.get("task.save"), progress -> Files.writeString(path, saved))
                .onSuccess(written -> failure.set("")).onFailure(error -> failure.set(TEXTS.get("save.failed", path, String.valueOf(error.getMessage())))));
    }

    private void failed(Exception error) {
        failure.set(error.getMessage());
    }
}
