package dev.pathwarden.model.store;

import java.nio.file.Path;

/**
 * Files of a snapshot's directory.
 *
 * <pre>
 * snapshot.manifest   digests of the store's files; its presence says that the snapshot is finished
 * lock                held by whoever writes; names the process
 * store/              the Eclipse Store object store
 * </pre>
 */
final class StoreLayout {

    private StoreLayout() {
    }

    static Path manifest(Path directory) {
        return directory.resolve("snapshot.manifest");
    }

    static Path lock(Path directory) {
        return directory.resolve("lock");
    }

    static Path store(Path directory) {
        return directory.resolve("store");
    }
}
