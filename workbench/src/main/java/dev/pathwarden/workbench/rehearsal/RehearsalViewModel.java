package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.rehearsal.Hit;
import dev.pathwarden.policies.rehearsal.Rehearsal;
import dev.pathwarden.policies.rehearsal.Rehearser;
import dev.pathwarden.policies.rehearsal.Rehearsing;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * State of the rehearsal view: the guardrail files, the text of the one that is edited, what is wrong with them, and what the last
 * dry run came to. For the JavaFX thread.
 */
public final class RehearsalViewModel {

    private static final Texts TEXTS = Texts.of(RehearsalViewModel.class);

    private final Workspace workspace;
    private final Latest reading;
    private final Latest checking;
    private final Latest rehearsing;
    private final ReadOnlyStringWrapper set = new ReadOnlyStringWrapper(this, "set", "");
    private final ReadOnlyObjectWrapper<List<GuardrailDraft>> files = new ReadOnlyObjectWrapper<>(this, "files", List.of());
    private final ReadOnlyObjectWrapper<GuardrailDraft> file = new ReadOnlyObjectWrapper<>(this, "file");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyObjectWrapper<List<Problem>> problems = new ReadOnlyObjectWrapper<>(this, "problems", List.of());
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ObjectProperty<DryRunMode> mode = new SimpleObjectProperty<>(this, "mode", DryRunMode.WHOLE_PATH);
    private final ObjectProperty<Compared> compared = new SimpleObjectProperty<>(this, "compared", Compared.RECORD);
    private final ReadOnlyObjectWrapper<Rehearsal> result = new ReadOnlyObjectWrapper<>(this, "result");
    private final ReadOnlyObjectWrapper<Boolean> stale = new ReadOnlyObjectWrapper<>(this, "stale", false);
    private boolean switching;

    public RehearsalViewModel(Workspace workspace, TaskExecutor executor) {
        this.workspace = workspace;
        reading = new Latest(executor);
        checking = new Latest(executor);
        rehearsing = new Latest(executor);
        text.subscribe((before, typed) -> edited(typed));
        workspace.snapshotProperty().subscribe(() -> {
            rehearsing.cancel();
            result.set(null);
        });
        mode.subscribe(() -> stale.set(result.get() != null));
        compared.subscribe(() -> stale.set(result.get() != null));
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

    /** Which facts the dry run decides on. */
    ObjectProperty<DryRunMode> modeProperty() {
        return mode;
    }

    /** What the set is compared with. */
    ObjectProperty<Compared> comparedProperty() {
        return compared;
    }

    /** What the last dry run came to; null where there was none. */
    ReadOnlyObjectProperty<Rehearsal> resultProperty() {
        return result.getReadOnlyProperty();
    }

    /** Whether something changed since the last dry run. */
    ReadOnlyObjectProperty<Boolean> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /** Whether there is a snapshot to rehearse on. */
    boolean hasSnapshot() {
        return workspace.snapshotProperty().get() != null;
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

    private void read(String name, BackgroundTask.Work<List<GuardrailSource>> work) {
        reading.execute(BackgroundTask.of(TEXTS.get("task.read"), work).onSuccess(sources -> show(name, sources)).onFailure(this::failed));
    }

    private void show(String name, List<GuardrailSource> sources) {
        failure.set(sources.isEmpty() ? TEXTS.get("set.empty", name) : "");
        set.set(name);
        files.set(sources.stream().map(GuardrailDraft::of).toList());
        choose(files.get().isEmpty() ? null : files.get().getFirst());
        check();
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
        stale.set(result.get() != null);
        check();
    }

    private void check() {
        List<GuardrailSource> sources = sources();
        checking.execute(BackgroundTask.of(TEXTS.get("task.check"), progress -> GuardrailCompiler.compile(sources).problems()).onSuccess(problems::set).onFailure(this::failed));
    }

    private List<GuardrailSource> sources() {
        return files.get().stream().map(GuardrailDraft::source).toList();
    }

    /** Writes the text of the edited file to disk. */
    void save(Path path) {
        String saved = text.get();
        reading.execute(BackgroundTask.of(TEXTS.get("task.save"), progress -> Files.writeString(path, saved))
                .onSuccess(written -> failure.set("")).onFailure(error -> failure.set(TEXTS.get("save.failed", path, String.valueOf(error.getMessage())))));
    }

    /** Rehearses the set on the open snapshot. */
    public void rehearse() {
        Snapshot snapshot = workspace.snapshotProperty().get();
        if (snapshot == null) {
            failure.set(TEXTS.get("no.snapshot"));
            return;
        }
        List<GuardrailSource> sources = sources();
        List<GuardrailSource> original = new ArrayList<>();
        files.get().forEach(draft -> original.add(draft.original()));
        DryRunMode chosenMode = mode.get();
        Compared chosen = compared.get();
        failure.set("");
        rehearsing.execute(BackgroundTask.of(TEXTS.get("task.rehearse"), progress -> {
            Bundle bundle = GuardrailCompiler.compile(sources).bundle();
            Rehearser rehearser = switch (chosen) {
                case RECORD -> Rehearser.besideRecord(bundle, chosenMode);
                case PACK -> Rehearser.beside(GuardrailCompiler.compile(Pack.standard()).bundle(), bundle, chosenMode);
                case UNCHANGED -> Rehearser.beside(GuardrailCompiler.compile(original).bundle(), bundle, chosenMode);
            };
            return new Rehearsing(rehearser, done -> {
                progress.checkCancelled();
                progress.update(done);
            }, soFar -> { }).over(snapshot);
        }).onSuccess(rehearsal -> {
            result.set(rehearsal);
            stale.set(!sources.equals(sources()) || mode.get() != chosenMode || compared.get() != chosen);
        }).onFailure(this::failed));
    }

    private void failed(Exception error) {
        failure.set(error.getMessage());
    }

    /** Shows the step of a hit in all views. */
    void open(Hit hit) {
        workspace.show(hit.run().id(), hit.step());
    }
}
