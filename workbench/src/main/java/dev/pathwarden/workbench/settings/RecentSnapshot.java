package dev.pathwarden.workbench.settings;

import java.nio.file.Path;
import java.util.List;

/**
 * What was opened once.
 *
 * @param locations where it lies, absolute; several that were opened side by side
 * @param openedMillis when it was opened last, in milliseconds of the epoch
 * @param runs how many runs it had then
 * @param pinned whether it stays in the list until it is taken out
 */
public record RecentSnapshot(List<Path> locations, long openedMillis, int runs, boolean pinned) {

    /** More that were opened side by side are not remembered. */
    static final int MOST_SIDE_BY_SIDE = 64;

    public RecentSnapshot {
        locations = List.copyOf(locations);
        if (locations.isEmpty()) {
            throw new IllegalArgumentException("a snapshot lies somewhere");
        }
    }

    RecentSnapshot pinned(boolean now) {
        return new RecentSnapshot(locations, openedMillis, runs, now);
    }
}
