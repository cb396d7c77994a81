package dev.pathwarden.model.journal;

import java.io.IOException;
import java.nio.file.Path;

/** A chunk whose descriptor may be given up. */
final class LastingSource implements ChunkSource {

    private ChunkSource now;

    LastingSource(ChunkSource first) {
        now = first;
    }

    /** Reads whatever file has that name from now on. */
    void readByName(Path file) {
        now = ChunkSource.of(file);
    }

    @Override
    public long size() throws IOException {
        return now.size();
    }

    @Override
    public int read(long offset, byte[] target, int length) throws IOException {
        return now.read(offset, target, length);
    }
}
