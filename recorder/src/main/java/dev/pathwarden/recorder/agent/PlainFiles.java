package dev.pathwarden.recorder.agent;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;

/** Reads files with {@code java.io} alone, as everything in premain has to. */
final class PlainFiles {

    private PlainFiles() {
    }

    /** The file's first bytes, at most that many. */
    static byte[] read(File file, int limit) throws IOException {
        try (FileInputStream in = new FileInputStream(file)) {
            return in.readNBytes(limit);
        }
    }
}
