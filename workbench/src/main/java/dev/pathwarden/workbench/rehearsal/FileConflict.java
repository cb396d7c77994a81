package dev.pathwarden.workbench.rehearsal;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.List;

/**
 * A file that somebody else wrote or deleted since it was read here.
 *
 * @param name name of the guardrail file that is edited
 * @param path the file on disk
 * @param mine the text that is to be saved
 * @param theirs the text that is on disk; null where there is no file any more
 */
record FileConflict(String name, Path path, String mine, String theirs) {

    private static final int LINES_AROUND = 3;

    /** Whether it was deleted. */
    boolean isGone() {
        return theirs == null;
    }

    /** What differs, line by line: {@code -} stands on disk alone, {@code +} here alone. */
    String difference() {
        List<String> disk = theirs == null ? List.of() : theirs.lines().toList();
        return String.join("\n", UnifiedDiffUtils.generateUnifiedDiff("disk", "editor", disk, DiffUtils.diff(disk, mine.lines().toList()), LINES_AROUND));
    }
}
