package dev.pathwarden.recorder.drain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out whether a terminal sends its interrupt to this process and so to the command it starts, wherever their standard streams lead. */
final class Foreground {

    private static final Path STAT = Path.of("/proc/self/stat");
    private static final int GROUP = 2;
    private static final int FOREGROUND_GROUP = 5;

    private Foreground() {
    }

    /** Whether this process is in the foreground group of a terminal; false where the system does not tell. */
    static boolean ofTerminal() {
        try {
            return inForeground(Files.readString(STAT, StandardCharsets.ISO_8859_1));
        } catch (IOException unknown) {
            return false;
        }
    }

    /**
     * Whether a process is in the foreground group of its terminal.
     *
     * @param stat what the kernel says of it, as in {@code /proc/PID/stat}; the name of the program can hold blanks and parentheses
     */
    static boolean inForeground(String stat) {
        String[] behindName = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        // Without a terminal the foreground group is -1.
        return behindName.length > FOREGROUND_GROUP && behindName[GROUP].equals(behindName[FOREGROUND_GROUP]);
    }
}
