package dev.pathwarden.model.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.serializer.reference.LazyReferenceManager;
import org.eclipse.store.afs.nio.types.NioFileSystem;
import org.eclipse.store.storage.embedded.types.EmbeddedStorage;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageFoundation;
import org.eclipse.store.storage.embedded.types.EmbeddedStorageManager;
import org.eclipse.store.storage.types.Storage;
import org.eclipse.store.storage.types.StorageChannelCountProvider;
import org.eclipse.store.storage.types.StorageEventLogger;
import org.eclipse.store.storage.types.StorageHousekeepingController;
import org.eclipse.store.storage.types.StorageLiveFileProvider;

/** Starts Eclipse Store on a directory, the one way we use it: one channel, listed types only, no thread that keeps the JVM alive. */
final class ObjectStore implements AutoCloseable {

    private static final long HOUSEKEEPING_MILLIS = 24L * 60 * 60 * 1000;
    private static final long HOUSEKEEPING_BUDGET_NANOS = 1_000_000;

    /** A store names a type that is none of ours. */
    static final class ForeignTypeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ForeignTypeException(String type, Throwable cause) {
            super("it names the type " + type + ", which no snapshot of Pathwarden does", cause);
        }
    }

    private final EmbeddedStorageManager manager;
    private final List<Thread> threads;

    private ObjectStore(EmbeddedStorageManager manager, List<Thread> threads) {
        this.manager = manager;
        this.threads = threads;
    }

    /**
     * Starts a store; the root's segments can be used until it is closed.
     *
     * @throws ForeignTypeException if the files name a type that is not listed
     * @throws RuntimeException if they are no store
     */
    static ObjectStore start(Path directory, StoreRoot root) {
        EmbeddedStorageFoundation<?> foundation = EmbeddedStorage.Foundation(Storage.ConfigurationBuilder()
                .setStorageFileProvider(StorageLiveFileProvider.New(NioFileSystem.New(directory.getFileSystem()).ensureDirectory(directory)))
                .setChannelCountProvider(StorageChannelCountProvider.New(1))
                // A store is written once, so there is nothing to tidy up; and the garbage collection of this version can lose data.
                .setHousekeepingController(StorageHousekeepingController.New(HOUSEKEEPING_MILLIS, HOUSEKEEPING_BUDGET_NANOS))
                .createConfiguration());
        List<Thread> threads = new ArrayList<>();
        foundation.setChannelThreadProvider((channel, names) -> {
            Thread thread = new Thread(channel, "pathwarden-store");
            thread.setDaemon(true);
            threads.add(thread);
            return thread;
        });
        // What goes wrong reaches whoever asked for it; nothing is to be printed besides.
        foundation.setEventLogger(StorageEventLogger.NoOp());
        ListedTypes types = new ListedTypes();
        foundation.getConnectionFoundation().setClassLoaderProvider(typeName -> types);
        foundation.setRoot(root);
        ObjectStore store = start(foundation, threads, types);
        if (types.refused() != null) {
            // Eclipse Store lets a type go that it cannot find and has no object of.
            store.close();
            throw new ForeignTypeException(types.refused(), null);
        }
        // It would clear lazy references after a while, from a thread that is no daemon. We clear each one after its use.
        LazyReferenceManager.get().stop();
        return store;
    }

    private static ObjectStore start(EmbeddedStorageFoundation<?> foundation, List<Thread> threads, ListedTypes types) {
        try {
            return new ObjectStore(foundation.start(), threads);
        } catch (RuntimeException e) {
            throw types.refused() == null ? e : new ForeignTypeException(types.refused(), e);
        }
    }

    /** Stores an object of the root, or the root. */
    void store(Object object) {
        manager.store(object);
    }

    @Override
    public void close() {
        try {
            manager.shutdown();
        } finally {
            // Shut down, it may still wait for its housekeeping's time, a day, and hold all that belongs to the store.
            threads.forEach(thread -> {
                thread.setUncaughtExceptionHandler((ended, interrupted) -> { });
                thread.interrupt();
            });
        }
    }
}
