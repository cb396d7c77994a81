package dev.pathwarden.model.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files of a snapshot's directory.
 *
 * <pre>
 * snapshot.manifest       digests of the store's files; its presence says that the snapshot is finished
 * snapshot.manifest.new   the manifest in the making
 * lock                    held by whoever writes; names the process
 * store/                  the Eclipse Store object store
 * </pre>
 */
final class StoreLayout {

    private StoreLayout() {
    }

    static Path manifest(Path directory) {
        return directory.resolve("snapshot.manifest");
    }

    static Path unfinishedManifest(Path directory) {
        return directory.resolve("snapshot.manifest.new");
    }

    static Path access(Path directory) {
        return directory.resolve("access.log");
    }

    static Path lock(Path directory) {
        return directory.resolve("lock");
    }

    static Path store(Path directory) {
        return directory.resolve("store");
    }

    /** Whether a snapshot can be begun there: the directory is empty, or holds what one that was not finished left, and nothing else. */
    static boolean isFree(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(Set.of(lock(directory), store(directory), unfinishedManifest(directory))::contains);
        }
    }
}
