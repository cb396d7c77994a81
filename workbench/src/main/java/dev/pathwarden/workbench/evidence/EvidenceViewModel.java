package dev.pathwarden.workbench.evidence;

import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.Verification;
import dev.pathwarden.model.evidence.VerifiedText;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.workbench.nav.Workspace;
import dev.pathwarden.workbench.task.BackgroundTask;
import dev.pathwarden.workbench.task.FailureText;
import dev.pathwarden.workbench.task.Latest;
import dev.pathwarden.workbench.task.Progress;
import dev.pathwarden.workbench.task.TaskExecutor;
import dev.pathwarden.workbench.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Verifies the open snapshot: a small one when it is opened, a larger one when that is asked for, because all of it is read. Whose key signed is not judged here: that takes a key from elsewhere, as the command line's
 * {@code verify --key} does. For the JavaFX thread.
 */
public final class EvidenceViewModel {

    /** Steps that are compared in about a second. */
    static final long SMALL = 100_000;

    private static final Texts TEXTS = Texts.of(EvidenceViewModel.class);

    private final Workspace workspace;
    private final Latest verifying;
    private final ReadOnlyObjectWrapper<EvidenceState> state = new ReadOnlyObjectWrapper<>(this, "state", EvidenceState.NONE);

    public EvidenceViewModel(Workspace workspace, TaskExecutor executor) {
        this.workspace = workspace;
        this.verifying = new Latest(executor);
        workspace.snapshotProperty().subscribe(this::opened);
    }

    /** What is known of the evidence. */
    ReadOnlyObjectProperty<EvidenceState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    private void opened(Snapshot snapshot) {
        verifying.cancel();
        SealedRuns sealed = snapshot == null ? null : snapshot.sealed().orElse(null);
        if (sealed == null) {
            state.set(snapshot == null ? EvidenceState.NONE : new EvidenceState(EvidenceState.Kind.UNSEALED, List.of(VerifiedText.UNSEALED)));
            return;
        }
        List<String> sentences = new ArrayList<>(List.of(TEXTS.get("sealed.help")));
        sentences.addAll(takenOut(sealed.evidence()));
        state.set(new EvidenceState(EvidenceState.Kind.SEALED, sentences));
        if (workspace.runs().stream().mapToLong(RunSummary::steps).sum() <= SMALL) {
            verify();
        }
    }

    /** Reads all runs and compares them with what was sealed; no effect where there is nothing to compare, or it was done. */
    public void verify() {
        Snapshot snapshot = workspace.snapshotProperty().get();
        EvidenceState before = state.get();
        if (snapshot == null || !before.canVerify()) {
            return;
        }
        SealedRuns sealed = snapshot.sealed().orElseThrow();
        state.set(new EvidenceState(EvidenceState.Kind.VERIFYING, List.of(TEXTS.get("verifying.help"))));
        verifying.execute(BackgroundTask.of(TEXTS.get("task"), progress -> described(sealed, progress))
                .onSuccess(state::set)
                .onFailure(error -> state.set(new EvidenceState(EvidenceState.Kind.FAILED, List.of(TEXTS.get("failed.help", FailureText.of(error))))))
                .onFinished(() -> {
                    // Cancelled, unless another snapshot was opened meanwhile.
                    if (state.get().kind() == EvidenceState.Kind.VERIFYING && workspace.snapshotProperty().get() == snapshot) {
                        state.set(before);
                    }
                }));
    }

    private static EvidenceState described(SealedRuns sealed, Progress progress) {
        Verification verification = sealed.verify(null, null, part -> {
            progress.checkCancelled();
            progress.update(part);
        });
        List<String> sentences = new ArrayList<>(new VerifiedText(verification).sentences());
        sentences.addAll(takenOut(sealed.evidence()));
        return new EvidenceState(verification.holds() ? EvidenceState.Kind.VERIFIED : EvidenceState.Kind.ALTERED, sentences);
    }

    private static List<String> takenOut(Evidence evidence) {
        Map<?, Evidence.KnownRun> runs = evidence.runs();
        long redacted = runs == null ? 0 : runs.values().stream().map(Evidence.KnownRun::redacted).filter(Objects::nonNull).count();
        return redacted == 0 ? List.of() : List.of(TEXTS.get("redacted", redacted));
    }
}
