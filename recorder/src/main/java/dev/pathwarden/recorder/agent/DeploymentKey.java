package dev.pathwarden.recorder.agent;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;

/**
 * The key under which agent ids are minted. Where the option {@code key} names none, one is made beside the journal and used from then on.
 */
final class DeploymentKey {

    private static final int BYTES = 32;
    private static final int LONGEST = 4096;

    private DeploymentKey() {
    }

    static byte[] read(AgentOptions options) throws IOException {
        if (options.key() != null) {
            return PlainFiles.read(options.key(), LONGEST);
        }
        File file = fileOf(options);
        if (!file.exists()) {
            make(file);
        }
        return PlainFiles.read(file, LONGEST);
    }

    /** Where the key lies. */
    static File fileOf(AgentOptions options) {
        return options.key() == null ? new File(options.out(), "deployment.key") : options.key();
    }

    private static void make(File file) throws IOException {
        byte[] key = PlainFiles.read(new File("/dev/urandom"), BYTES);
        // Made under another name and then renamed: of two processes that start at once, none reads half a key.
        File fresh = new File(file.getPath() + "." + ProcessHandle.current().pid());
        try (RandomAccessFile out = new RandomAccessFile(fresh, "rw")) {
            fresh.setReadable(false, false);
            fresh.setReadable(true, true);
            out.write(key);
        }
        if (file.exists() ? !fresh.delete() : !fresh.renameTo(file)) {
            throw new IOException("the deployment key " + file + " cannot be made");
        }
    }
}
