package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How the commands that look at one snapshot open it. */
final class SnapshotOption {

    @Option(names = "--unverified", description = "Open a snapshot also where its digests do not fit or are not there, in a process of its own with little memory. Whoever had it before may have made up what is shown.")
    private boolean unverified;

    /** Opens what a SNAPSHOT names. */
    Snapshot open(Path location, DecryptOption decrypt, Invocation invocation) {
        return unverified ? Snapshots.openUnverified(location, decrypt.keys(invocation)) : decrypt.open(location, invocation);
    }
}
