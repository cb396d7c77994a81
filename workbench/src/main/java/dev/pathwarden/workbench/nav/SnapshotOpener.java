package dev.pathwarden.workbench.nav;

import dev.pathwarden.model.snapshot.Snapshot;
import java.nio.file.Path;

/** Opens what lies at a place as a snapshot. */
@FunctionalInterface
public interface SnapshotOpener {

    /**
     * Opens a store, a journal directory or an archive, read only.
     *
     * @throws dev.pathwarden.model.snapshot.SnapshotException with a sentence for the user, if it is none of these
     */
    Snapshot open(Path location);
}
