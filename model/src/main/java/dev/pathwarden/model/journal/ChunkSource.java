package dev.pathwarden.model.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The bytes of one chunk, which may grow, shrink and change under the reader. */
interface ChunkSource {

    /** Length in bytes, now. */
    long size() throws IOException;

    /** Copies bytes from that offset on to the beginning of the target; how many there were, at most {@code length}. */
    int read(long offset, byte[] target, int length) throws IOException;

    /** Bytes in memory. */
    static ChunkSource of(byte[] bytes) {
        return new ChunkSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(long offset, byte[] target, int length) {
                int found = (int) Math.max(0, Math.min(length, bytes.length - offset));
                if (found > 0) {
                    System.arraycopy(bytes, (int) offset, target, 0, found);
                }
                return found;
            }
        };
    }

    /** Whatever regular file has that name, opened for every look at it. */
    static ChunkSource of(Path file) {
        return new ChunkSource() {
            @Override
            public long size() throws IOException {
                return regular().size();
            }

            @Override
            public int read(long offset, byte[] target, int length) throws IOException {
                regular();
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                    return of(channel).read(offset, target, length);
                }
            }

            private BasicFileAttributes regular() throws IOException {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (!attributes.isRegularFile()) {
                    throw new IOException("it is no regular file");
                }
                return attributes;
            }
        };
    }

    /** The file behind a descriptor, wherever its name has gone. The channel's position is not used. */
    static ChunkSource of(FileChannel channel) {
        return new ChunkSource() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int read(long offset, byte[] target, int length) throws IOException {
                ByteBuffer into = ByteBuffer.wrap(target, 0, length);
                while (into.hasRemaining() && channel.read(into, offset + into.position()) > 0) {
                    continue;
                }
                return into.position();
            }
        };
    }
}
