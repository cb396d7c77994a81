package dev.pathwarden.workbench.recent;

import dev.pathwarden.workbench.cell.Wording;
import dev.pathwarden.workbench.settings.RecentSnapshot;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;

/**
 * A line of the list of what was opened.
 *
 * @param snapshot what was opened
 * @param gone whether it was found to be no longer there
 */
public record RecentEntry(RecentSnapshot snapshot, boolean gone) {

    private static final Texts TEXTS = Texts.of(RecentEntry.class);
    private static final int LONGEST = 120;
    private static final long NANOS_OF_A_MILLISECOND = 1_000_000;

    /** What to call it: the last part of its path, and how many others were open beside it. */
    public String name() {
        Path first = snapshot.locations().getFirst();
        return TEXTS.get("name", Wording.line(String.valueOf(first.getFileName() == null ? first : first.getFileName()), LONGEST), snapshot.locations().size() - 1);
    }

    /** The directory it lies in. */
    public String place() {
        Path directory = snapshot.locations().getFirst().getParent();
        return directory == null ? "" : Wording.line(directory.toString(), LONGEST);
    }

    /** How much it was and when it was opened, or that it is gone. */
    String details() {
        return gone ? TEXTS.get("gone") : TEXTS.get("details", snapshot.runs(), Wording.dateTime(Math.multiplyExact(snapshot.openedMillis(), NANOS_OF_A_MILLISECOND)));
    }
}
