package dev.pathwarden.recorder.attached.program;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Holds a class whose static initialiser makes a file. */
final class StaticInitialiser {

    static volatile String path;

    private StaticInitialiser() {
    }

    static final class Late {
        static {
            try {
                new FileOutputStream(path).close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Late() {
        }
    }
}
