package dev.pathwarden.recorder.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file of a {@link LosingDisk}, or a directory that is opened to be forced. */
final class LosingChannel extends FileChannel {

    private final LosingDisk disk;
    private final Object handle;
    private final String name;
    private final FileChannel real;
    private final boolean appending;

    LosingChannel(LosingDisk disk, Object handle, String name, FileChannel real, boolean appending) {
        this.disk = disk;
        this.handle = handle;
        this.name = name;
        this.real = real;
        this.appending = appending;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return real.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return real.read(into, offset, length);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return real.read(into, position);
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        disk.checkWritable();
        long at = appending ? real.size() : real.position();
        byte[] bytes = new byte[disk.take(from.remaining())];
        from.get(bytes);
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            real.write(left);
        }
        disk.written(handle, at, bytes);
        return bytes.length;
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            while (from[i].hasRemaining()) {
                written += write(from[i]);
            }
        }
        return written;
    }

    @Override
    public int write(ByteBuffer from, long position) throws IOException {
        disk.checkWritable();
        byte[] bytes = new byte[disk.take(from.remaining())];
        from.get(bytes);
        for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            real.write(left, position + left.position());
        }
        disk.written(handle, position, bytes);
        return bytes.length;
    }

    @Override
    public long position() throws IOException {
        return real.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        real.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.checkWritable();
        real.truncate(size);
        disk.cut(handle, size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.forced(handle, name);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, 1 << 20));
        int read = real.read(bytes, position);
        bytes.flip();
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        return Math.max(0, read);
    }

    @Override
    public long transferFrom(ReadableByteChannel from, long position, long count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(count, 1 << 20));
        int read = from.read(bytes);
        bytes.flip();
        for (long at = position; bytes.hasRemaining(); ) {
            at += write(bytes, at);
        }
        return Math.max(0, read);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("what is written through a map is not seen");
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return real.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return real.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }
}
