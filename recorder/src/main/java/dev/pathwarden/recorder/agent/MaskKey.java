package dev.pathwarden.recorder.agent;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/** The key under which secrets are masked: one for each user, made on first use beside the user's other keys and never where recordings are, readable by its owner only. */
final class MaskKey {

    private static final int BYTES = 32;
    private static final String NAME = "mask.key";

    private MaskKey() {
    }

    /** The key in that directory, made where there is none; one of this process alone where it can be neither read nor made, which is told: marks of two processes then differ. */
    static byte[] readOrMake(File directory) throws IOException {
        File file = new File(directory, NAME);
        try {
            if (!file.exists()) {
                make(file);
            }
            byte[] key = PlainFiles.read(file, BYTES);
            if (key.length == BYTES) {
                return key;
            }
            System.err.println("pathwarden: secrets are masked under a key of this process alone, because " + file + " holds none: delete it to get another one");
        } catch (IOException | SecurityException unusable) {
            System.err.println("pathwarden: secrets are masked under a key of this process alone, because " + file + " can be neither read nor made: " + unusable.getMessage());
        }
        return random();
    }

    private static byte[] random() throws IOException {
        return PlainFiles.read(new File("/dev/urandom"), BYTES);
    }

    private static void make(File file) throws IOException {
        File directory = file.getParentFile();
        if (directory.mkdirs()) {
            directory.setReadable(false, false);
            directory.setExecutable(false, false);
            directory.setReadable(true, true);
            directory.setExecutable(true, true);
        }
        // Made under another name and then renamed: of two processes that start at once, none reads half a key.
        File fresh = new File(file.getPath() + "." + ProcessHandle.current().pid());
        try (RandomAccessFile out = new RandomAccessFile(fresh, "rw")) {
            fresh.setReadable(false, false);
            fresh.setReadable(true, true);
            out.write(random());
        }
        if (file.exists() ? !fresh.delete() : !fresh.renameTo(file)) {
            throw new IOException("its directory does not allow it");
        }
    }
}
