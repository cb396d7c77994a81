package dev.pathwarden.recorder.hooks.file;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Tells whether others on the machine can read a file. For any thread. */
public final class FileModes {

    private static final int OTHERS_READ = 04;

    private final FileSystem files;
    private final int mask;

    /**
     * Modes of files on that file system.
     *
     * @param mask the process's file mode creation mask; -1 where it is not known
     */
    public FileModes(FileSystem files, int mask) {
        this.files = files;
        this.mask = mask;
    }

    /**
     * Whether others can read the file, or will be able to once it is made; null where that cannot be told.
     *
     * @param made permissions it is made with, such as {@code rw-------}; null where the mask decides
     */
    Boolean worldReadable(String path, boolean exists, String made) {
        if (exists) {
            try {
                return files.provider().readAttributes(files.getPath(path), PosixFileAttributes.class).permissions().contains(PosixFilePermission.OTHERS_READ);
            } catch (IOException | RuntimeException e) {
                return null;
            }
        }
        if (made != null && made.charAt(made.length() - 3) != 'r') {
            return false;
        }
        return mask < 0 ? null : (mask & OTHERS_READ) == 0;
    }

    /** The permissions among attributes that a file is made with; null if there are none. */
    static String among(Object attributes) {
        if (attributes instanceof FileAttribute<?>[] all) {
            for (FileAttribute<?> attribute : all) {
                if (attribute.name().equals("posix:permissions") && attribute.value() instanceof Set<?> permissions) {
                    return permissions.contains(PosixFilePermission.OTHERS_READ) ? "------r--" : "---------";
                }
            }
        }
        return null;
    }
}
