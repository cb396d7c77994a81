package dev.pathwarden.model.store;

import java.nio.file.Path;
import org.eclipse.serializer.reference.LazyReferenceManager;
import org.eclipse.store.afs.nio.types.NioFileSystem;
import org.eclipse.store.storage.embedded.types.EmbeddedStorage;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageFoundation;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageManager;
import org.eclipse.store.storage.types.Storage;
import org.eclipse.store.storage.types.StorageChannelCountProvider;
import org.eclipse.store.storage.types.StorageHousekeepingController;
import org.eclipse.store.storage.types.StorageLiveFileProvider;

/** Starts Eclipse Store on a directory, the one way we use it: one channel, listed types only, no thread that keeps the JVM alive. */
final class ObjectStore {

    private static final long HOUSEKEEPING_MILLIS = 24L * 60 * 60 * 1000;
    private static final long HOUSEKEEPING_BUDGET_NANOS = 1_000_000;

    private ObjectStore() {
    }

    /**
     * Starts a store; the root's segments can be used until the manager is shut down.
     *
     * @throws RuntimeException if the files are no store, or name a type that is not listed
     */
    static EmbeddedStorageManager start(Path directory, StoreRoot root) {
        EmbeddedStorageFoundation<?> foundation = EmbeddedStorage.Foundation(Storage.ConfigurationBuilder()
                .setStorageFileProvider(StorageLiveFileProvider.New(NioFileSystem.New().ensureDirectory(directory)))
                .setChannelCountProvider(StorageChannelCountProvider.New(1))
                // A store is written once, so there is nothing to tidy up; and the garbage collection of this version can lose data.
                .setHousekeepingController(StorageHousekeepingController.New(HOUSEKEEPING_MILLIS, HOUSEKEEPING_BUDGET_NANOS))
                .createConfiguration());
        foundation.setChannelThreadProvider((channel, names) -> {
            Thread thread = new Thread(channel, "pathwarden-store");
            thread.setDaemon(true);
            return thread;
        });
        ListedTypes types = new ListedTypes();
        foundation.getConnectionFoundation().setClassLoaderProvider(typeName -> types);
        foundation.setRoot(root);
        EmbeddedStorageManager manager = foundation.start();
        if (types.refused() != null) {
            // Eclipse Store lets a type go that it cannot find and has no object of.
            manager.shutdown();
            throw new IllegalStateException("the type " + types.refused() + " is none of a Pathwarden store's");
        }
        // It would clear lazy references after a while, from a thread that is no daemon. We clear each one after its use.
        LazyReferenceManager.get().stop();
        return manager;
    }
}
