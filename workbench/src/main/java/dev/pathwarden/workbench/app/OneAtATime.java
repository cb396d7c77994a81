package dev.pathwarden.workbench.app;

import dev.pathwarden.workbench.nav.SnapshotOpener;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Lets one window at a time open what lies at a place: two that did so at once would find each other's lock on it. For any thread. */
final class OneAtATime {

    private final ConcurrentMap<Path, Lock> places = new ConcurrentHashMap<>();

    /** An opener that waits for the others that open the same. */
    SnapshotOpener around(SnapshotOpener opener) {
        return location -> {
            Lock place = places.computeIfAbsent(location.toAbsolutePath().normalize(), ignored -> new ReentrantLock());
            place.lock();
            try {
                return opener.open(location);
            } finally {
                place.unlock();
            }
        };
    }
}
