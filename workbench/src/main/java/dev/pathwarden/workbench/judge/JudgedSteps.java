package dev.pathwarden.workbench.judge;

import dev.pathwarden.model.casefile.Case;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.policies.judge.JudgedRecordings;
import dev.pathwarden.policies.judge.JudgedSet;
import dev.pathwarden.workbench.casefile.CaseViewModel;
import dev.pathwarden.workbench.nav.SnapshotOpener;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The judged steps on which guardrails are measured: those of the open recording, or of all recordings in the folder on which guardrails are tried. For the JavaFX thread; what it gives is read in the background. */
public final class JudgedSteps {

    private final CaseViewModel cases;
    private final Workspace workspace;
    private final SnapshotOpener opener;
    private final Map<String, String> environment;
    private final Supplier<Path> folder;

    /**
     * @param opener opens the recordings of a folder
     * @param environment the environment variables of this process, which say where the user's own cases are
     * @param folder the folder on which guardrails are tried; of null for the open recording
     */
    public JudgedSteps(CaseViewModel cases, Workspace workspace, SnapshotOpener opener, Map<String, String> environment, Supplier<Path> folder) {
        this.cases = cases;
        this.workspace = workspace;
        this.opener = opener;
        this.environment = environment;
        this.folder = folder;
    }

    /** Reads the judged steps as they are now, what is judged of the open recording also where its case is not written yet; empty where nothing is open and no folder chosen. */
    public Optional<BackgroundTask.Work<JudgedRecordings>> reading() {
        Snapshot open = workspace.snapshotProperty().get();
        Case of = cases.valueProperty().get();
        Path in = folder.get();
        if (in != null) {
            return Optional.of(progress -> JudgedRecordings.in(List.of(in), opener::open, environment, part -> {
                progress.checkCancelled();
                progress.update(part);
            }));
        }
        return Optional.ofNullable(open).map(snapshot -> progress -> new JudgedRecordings(JudgedSet.of(snapshot, of), 1, List.of()));
    }

    /** Name of the folder; empty where it is the open recording. */
    Optional<String> folder() {
        return Optional.ofNullable(folder.get()).map(path -> String.valueOf(path.getFileName()));
    }
}
