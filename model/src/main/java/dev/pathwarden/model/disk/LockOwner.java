package dev.pathwarden.model.disk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who took a lock, as it stands in the lock's file.
 *
 * @param pid its process, as it is called in its container
 * @param host name of its machine or container; empty where it is not known
 * @param boot id of the start of its kernel, the same in all containers of a machine; empty where it is not known
 */
record LockOwner(long pid, String host, String boot) {

    private static final Pattern TEXT = Pattern.compile("process (\\d{1,18})(?:\\nhost ([A-Za-z0-9._-]{0,255})\\nboot ([0-9a-f-]{0,36})\\n)?");
    private static final Path HOST = Path.of("/proc/sys/kernel/hostname");
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** This process. */
    static LockOwner here() {
        return new LockOwner(ProcessHandle.current().pid(), line(HOST), line(BOOT));
    }

    private static String line(Path file) {
        try {
            String line = Files.readString(file, StandardCharsets.US_ASCII).strip();
            return line.matches("[A-Za-z0-9._-]{0,255}") ? line : "";
        } catch (IOException | RuntimeException untold) {
            return "";
        }
    }

    /** Null where the text names nobody. */
    static LockOwner parse(String text) {
        Matcher owner = TEXT.matcher(text);
        return !owner.matches() ? null : owner.group(2) == null ? new LockOwner(Long.parseLong(owner.group(1)), "", "") : new LockOwner(Long.parseLong(owner.group(1)), owner.group(2), owner.group(3));
    }

    String text() {
        return process() + "\nhost " + host + "\nboot " + boot + "\n";
    }

    String process() {
        return "process " + pid;
    }

    String name() {
        return process() + " on host " + (host.isEmpty() ? "without a name" : host);
    }

    /** Whether this one would see on its own kernel that the other one has the lock; or the other one's machine was started again since. */
    boolean sees(LockOwner other) {
        return other.boot().isEmpty() || boot.isEmpty() || boot.equals(other.boot()) || host.equals(other.host());
    }
}
