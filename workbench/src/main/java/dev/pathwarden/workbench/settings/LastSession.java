package dev.pathwarden.workbench.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What was looked at last.
 *
 * @param locations of the snapshots that were open side by side, absolute; empty for none
 * @param tab id of the view at the front; empty for the first
 * @param filter what stood in the filter bar
 * @param address of the run or the step that was selected, as text; empty for none
 */
public record LastSession(List<Path> locations, String tab, String filter, String address) {

    public static final LastSession NONE = new LastSession(List.of(), "", "", "");
    /** A longer filter is not remembered. */
    private static final int LONGEST_FILTER = 10_000;

    public LastSession {
        locations = locations.size() > RecentSnapshot.MOST_SIDE_BY_SIDE ? List.of() : List.copyOf(locations);
        Objects.requireNonNull(tab, "tab");
        Objects.requireNonNull(address, "address");
        filter = filter.length() > LONGEST_FILTER ? "" : filter;
    }

    /** What was opened, at its beginning. */
    public static LastSession of(List<Path> locations) {
        return new LastSession(locations, "", "", "");
    }

    /** The same, with another run or step selected. */
    public LastSession at(String there) {
        return new LastSession(locations, tab, filter, there);
    }
}
