package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.key.EncryptionKeySource;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** With which key encrypted snapshots and archives are opened. */
final class DecryptOption {

    @Option(names = "--decrypt-with", paramLabel = "KEY",
            description = "Where the encryption key of what is read is: FILE, env:NAME or command:COMMAND (default: $" + EncryptionKeySource.VARIABLE + "). Asked for where something is encrypted.")
    private String source;

    private boolean used;

    /** Whether someone says where a key is. */
    boolean isGiven(Invocation invocation) {
        return EncryptionKeySource.of(source, invocation.environment()) != null;
    }

    /** The keys that were given. */
    EncryptionKeys keys(Invocation invocation) {
        EncryptionKeySource given = EncryptionKeySource.of(source, invocation.environment());
        return given == null ? EncryptionKeys.NONE : name -> {
            used = true;
            return given.read();
        };
    }

    /** The environment of a process that is to open the same, with the place of the key and not the key. */
    Map<String, String> environment(Invocation invocation) {
        if (source == null) {
            return invocation.environment();
        }
        Map<String, String> environment = new HashMap<>(invocation.environment());
        environment.put(EncryptionKeySource.VARIABLE, source);
        return environment;
    }

    /** Whether something that was opened was encrypted. */
    boolean isUsed() {
        return used;
    }

    /**
     * Opens what can be read as a snapshot.
     *
     * @throws SnapshotException if nothing there can, or it is encrypted with another key
     */
    Snapshot open(Path location, Invocation invocation) {
        return Snapshots.open(location, keys(invocation));
    }
}
