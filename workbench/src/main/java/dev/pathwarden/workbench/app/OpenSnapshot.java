package dev.pathwarden.workbench.app;

import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.RedactedRun;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RunId;
import java.util.List;
import java.util.Optional;

/** What the open snapshot says besides its runs, if there is one. */
final class OpenSnapshot {

    private OpenSnapshot() {
    }

    static Optional<RedactedRun> redacted(Snapshot snapshot, RunId run) {
        return Optional.ofNullable(snapshot).flatMap(Snapshot::sealed).map(sealed -> sealed.evidence().runs()).map(runs -> runs.get(run)).map(Evidence.KnownRun::redacted);
    }

    static List<ProcessInfo> processes(Snapshot snapshot) {
        return snapshot == null ? List.of() : snapshot.processes();
    }
}
