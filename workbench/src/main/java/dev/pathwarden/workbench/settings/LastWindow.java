package dev.pathwarden.workbench.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A window, as it was last.
 *
 * @param bounds where it was; null where that is left to the desktop
 * @param session what was looked at in it
 */
public record LastWindow(WindowBounds bounds, LastSession session) {

    public LastWindow {
        Objects.requireNonNull(session, "session");
    }

    LastWindow without(List<Path> locations) {
        return session.locations().equals(locations) ? new LastWindow(bounds, LastSession.NONE) : this;
    }
}
