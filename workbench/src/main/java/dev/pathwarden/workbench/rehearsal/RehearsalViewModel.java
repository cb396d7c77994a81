package dev.pathwarden.workbench.rehearsal;

import dev.pathwarden.policies.authoring.GuardrailCheck.Told;
import dev.pathwarden.policies.authoring.SavedFile;
import dev.pathwarden.policies.guardrail.GuardrailFiles;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.workbench.aftermath.AftermathViewModel;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.InTurn;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Rest;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;

/** State of the rehearsal view: the guardrail files, the text of the one that is edited, and what is wrong with them. For the JavaFX thread. */
public final class RehearsalViewModel {

    private static final Texts TEXTS = Texts.of(RehearsalViewModel.class);

    private final DryRunViewModel dryRun;
    private final Latest reading;
    private final InTurn saving;
    private final CheckViewModel check;
    private final ReadOnlyStringWrapper set = new ReadOnlyStringWrapper(this, "set", "");
    private final ReadOnlyObjectWrapper<List<GuardrailDraft>> files = new ReadOnlyObjectWrapper<>(this, "files", List.of());
    private final ReadOnlyObjectWrapper<GuardrailDraft> file = new ReadOnlyObjectWrapper<>(this, "file");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper(this, "failure", "");
    private final ReadOnlyObjectWrapper<FileConflict> conflict = new ReadOnlyObjectWrapper<>(this, "conflict");
    private final ReadOnlyObjectWrapper<GuardrailSource> lastSaved = new ReadOnlyObjectWrapper<>(this, "saved");
    /** Directory or file that the set was read from; null where it was not. */
    private Path place;
    private boolean switching;

    /**
     * @param opener opens the snapshots of a folder
     * @param rest between what is typed and trying it
     * @param deployed what is said to be deployed
     * @param aftermath shows the run of a step that is opened as it would have gone
     * @param check tells what is wrong with the files
     */
    public RehearsalViewModel(Workspace workspace, SnapshotOpener opener, TaskExecutor executor, Rest rest, DeployedSet deployed, AftermathViewModel aftermath, CheckViewModel check) {
        this.check = check;
        dryRun = new DryRunViewModel(workspace, opener, executor, rest, deployed, failure::set, aftermath);
        reading = new Latest(executor);
        saving = new InTurn(executor);
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

    /** The file that is edited, as it is now; null where the set is empty. */
    public GuardrailSource edited() {
        return file.get() == null ? null : file.get().source();
    }

    /** What is told of the file that is edited; nothing while its text is another one than that which was looked at. */
    public List<Told> toldOfFile() {
        return file.get() == null ? List.of() : check.told(file.get().source());
    }

    /** Calls an action whenever the text that is edited is another one. */
    public void onEdited(Runnable action) {
        file.subscribe((before, now) -> action.run());
    }

    /** What is wrong with the files of the set, and what is probably not meant. */
    ReadOnlyObjectProperty<List<Told>> toldProperty() {
        return check.toldProperty();
    }

    /** One sentence on what could not be done last; empty where nothing failed. */
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Chooses the guardrails that ship with Pathwarden. */
    public void openPack() {
        read(TEXTS.get("set.pack"), null, progress -> Pack.standard());
    }

    /** Chooses the guardrails in a directory or a file. */
    public void open(Path path) {
        read(path.getFileName() == null ? path.toString() : path.getFileName().toString(), path, progress -> GuardrailFiles.read(path));
    }

    /** Chooses a new guardrail from a template. */
    void newDraft() {
        show(TEXTS.get("set.draft"), null, List.of(GuardrailDraft.of(new GuardrailSource("draft.yaml", TEXTS.get("draft")), null)));
    }

    /** The file that was saved last, as it was saved; null where none was. */
    public ReadOnlyObjectProperty<GuardrailSource> savedProperty() {
        return lastSaved.getReadOnlyProperty();
    }

    /** Puts a new file into the editor, in a set of its own. Files that were changed and not saved stay beside it; one of the same name is called otherwise. */
    public void edit(String name, String text) {
        List<GuardrailDraft> kept = new ArrayList<>(List.of(new GuardrailDraft(new GuardrailSource(name, ""), text, null)));
        unsaved().stream().filter(each -> !each.name().equals(name) || !each.text().equals(text)).forEach(each -> kept.add(beside(kept, each)));
        reading.cancel();
        conflict.set(null);
        failure.set("");
        set.set(TEXTS.get("set.draft"));
        place = null;
        files.set(List.copyOf(kept));
        choose(kept.getFirst());
        check(true);
    }

    private void read(String name, Path from, BackgroundTask.Work<List<GuardrailSource>> work) {
        reading.execute(BackgroundTask.of(TEXTS.get("task.read"), progress -> {
            boolean several = from != null && Files.isDirectory(from);
            return work.run(progress).stream().map(source -> GuardrailDraft.of(source, several ? from.resolve(source.name()) : from)).toList();
        }).onSuccess(drafts -> show(name, from, drafts)).onFailure(this::failed));
    }

    /** A file under a name that none of some others has. */
    private static GuardrailDraft beside(List<GuardrailDraft> others, GuardrailDraft file) {
        GuardrailDraft named = file;
        while (isAmong(others, named.name())) {
            named = named.named(TEXTS.get("unsaved", named.name()));
        }
        return named;
    }

    private static boolean isAmong(List<GuardrailDraft> files, String name) {
        return files.stream().anyMatch(each -> each.name().equals(name));
    }

    /** Files that were changed and not saved stay beside those of the new set. */
    private void show(String name, Path from, List<GuardrailDraft> drafts) {
        conflict.set(null);
        failure.set(drafts.isEmpty() ? TEXTS.get("set.empty", name) : "");
        set.set(name);
        place = from;
        List<GuardrailDraft> shown = new ArrayList<>(drafts);
        for (GuardrailDraft draft : unsaved()) {
            Optional<GuardrailDraft> same = shown.stream().filter(other -> other.name().equals(draft.name())).findFirst();
            boolean sameFile = same.isPresent() && Objects.equals(same.get().path(), draft.path());
            same.filter(other -> sameFile).ifPresent(shown::remove);
            shown.add(beside(shown, draft));
        }
        files.set(List.copyOf(shown));
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
        named(name).ifPresent(this::choose);
    }

    private void edited(String typed) {
        if (switching || file.get() == null || file.get().text().equals(typed)) {
            return;
        }
        GuardrailDraft before = file.get();
        GuardrailDraft after = before.with(typed);
        switching = true;
        files.set(files.get().stream().map(draft -> draft == before ? after : draft).toList());
        file.set(after);
        switching = false;
        check(true);
    }

    private void check(boolean typed) {
        List<GuardrailSource> sources = files.get().stream().map(GuardrailDraft::source).toList();
        dryRun.edited(new RehearsedFiles(sources, files.get().stream().map(GuardrailDraft::original).toList()));
        check.check(sources, typed, () -> dryRun.right(typed), this::failed);
    }

    /** The files that were changed and not saved. */
    private List<GuardrailDraft> unsaved() {
        return files.get().stream().filter(GuardrailDraft::isChanged).toList();
    }

    /** Names of the files that were changed and not saved. */
    public ObservableValue<List<String>> unsavedNamesProperty() {
        return files.map(all -> all.stream().filter(GuardrailDraft::isChanged).map(GuardrailDraft::name).toList());
    }

    /** As {@link #unsavedNamesProperty}, now. */
    public List<String> unsavedNames() {
        return unsaved().stream().map(GuardrailDraft::name).toList();
    }

    /** Directory or file that holds the chosen set and nothing else, as it is now; empty where files are not saved, or lie apart. */
    public Optional<Path> place() {
        if (!unsaved().isEmpty() || files.get().isEmpty()) {
            return Optional.empty();
        }
        if (place == null) {
            return files.get().size() == 1 ? Optional.ofNullable(files.get().getFirst().path()) : Optional.empty();
        }
        return files.get().stream().allMatch(draft -> draft.path() != null && draft.path().startsWith(place)) ? Optional.of(place) : Optional.empty();
    }

    /** A file that is another one on disk than it was when it was read; null where there is none. */
    ReadOnlyObjectProperty<FileConflict> conflictProperty() {
        return conflict.getReadOnlyProperty();
    }

    /** Writes the text of the edited file to a file, unless that is another one there than it was when it was read: then nothing is written, and that is a conflict. Behind what is being saved already. */
    void save(Path path) {
        GuardrailDraft saved = file.get();
        if (saved != null) {
            write(saved, path, () -> known(saved, path));
        }
    }

    /** Writes the text of the file that is in conflict over what is on disk. */
    void keepMine() {
        FileConflict between = conflict.get();
        if (between != null) {
            named(between.name()).ifPresent(saved -> write(saved, between.path(), between::theirs));
        }
    }

    /** Takes what is on disk in the place of the text of the file that is in conflict; that can be undone in the editor as little as reading a file can. */
    void takeTheirs() {
        FileConflict between = conflict.get();
        conflict.set(null);
        if (between != null && !between.isGone() && named(between.name()).isPresent()) {
            GuardrailDraft before = named(between.name()).get();
            replace(before, before.savedAs(between.path(), between.theirs()).with(between.theirs()));
            check(true);
        }
    }

    private Optional<GuardrailDraft> named(String name) {
        return files.get().stream().filter(draft -> draft.name().equals(name)).findFirst();
    }

    /** What becomes of a file while it waits to be saved, but for what else is called so by now. */
    private Optional<GuardrailDraft> now(GuardrailDraft before, Path target) {
        return named(before.name()).filter(draft -> Objects.equals(draft.path(), before.path()) || target.equals(draft.path()));
    }

    /** What is expected on disk, where what was to be saved before is; null for nothing. */
    private String known(GuardrailDraft saved, Path path) {
        GuardrailDraft latest = now(saved, path).orElse(saved);
        return path.equals(latest.path()) ? latest.original().text() : null;
    }

    private void write(GuardrailDraft saved, Path path, Supplier<String> known) {
        saving.execute(() -> {
            String expected = known.get();
            return BackgroundTask.of(TEXTS.get("task.save"), progress -> SavedFile.write(path, saved.text(), expected)).onSuccess(theirs -> {
                failure.set("");
                conflict.set(theirs.map(other -> new FileConflict(saved.name(), path, saved.text(), other.text())).orElse(null));
                if (theirs.isEmpty()) {
                    // Also where the same was saved before: whoever listens looks at it again.
                    lastSaved.set(null);
                    lastSaved.set(new GuardrailSource(saved.name(), saved.text(), saved.original().lists()));
                    now(saved, path).ifPresent(draft -> replace(draft, draft.savedAs(path, saved.text())));
                }
            }).onFailure(error -> failure.set(TEXTS.get("save.failed", path, FailureText.reason(error))));
        });
    }

    private void replace(GuardrailDraft before, GuardrailDraft after) {
        boolean shown = file.get() == before;
        switching = true;
        files.set(files.get().stream().map(draft -> draft == before ? after : draft).toList());
        switching = false;
        if (shown) {
            choose(after);
        }
    }

    private void failed(Exception error) {
        failure.set(FailureText.of(error));
    }
}
