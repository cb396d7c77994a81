package dev.pathwarden.recorder.hooks.file;

import static net.bytebuddy.matcher.ElementMatchers.isBridge;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.content.ContentInspector;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint.Shape;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Probe;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;

/**
 * Content on its way into files that {@link FileWriteHook} saw being opened, decided before its first byte goes out.
 *
 * <p>Hooks the public write methods, since native ones take no advice. Mappings, transfers between channels and truncation are decided as content
 * unknown. A stream over the descriptor of a file that was opened by such a stream is followed, one over another descriptor, such as {@code System.out}, is not.
 */
public final class FileContentHook implements Hook {

    private static final String CHANNEL = "sun.nio.ch.FileChannelImpl";

    private final FileSteps steps;
    private final FileSystem files;

    /** The hook; canaries open files on that file system. */
    public FileContentHook(FileSteps steps, FileSystem files) {
        this.steps = steps;
        this.files = files;
    }

    @Override
    public String id() {
        return "file.content";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_WRITE);
    }

    @Override
    public List<HookPoint> points() {
        Interceptor one = content((file, arguments) -> whole(file, new byte[] {(byte) (int) arguments[0]}));
        Interceptor all = content((file, arguments) -> whole(file, (byte[]) arguments[0]));
        Interceptor part = content((file, arguments) -> part(file, (byte[]) arguments[0], (int) arguments[1], (int) arguments[2]));
        Interceptor buffer = content((file, arguments) -> buffer(file, (ByteBuffer) arguments[0]));
        Interceptor buffers = content((file, arguments) -> buffers(file, (ByteBuffer[]) arguments[0], (int) arguments[1], (int) arguments[2]));
        byte[] none = new byte[0];
        ByteBuffer empty = ByteBuffer.wrap(none);
        List<HookPoint> points = new ArrayList<>(List.of(
                HookPoint.inJdk("java.io.FileOutputStream", named("write").and(takesArguments(int.class)), one, () -> stream().write('\n')),
                HookPoint.inJdk("java.io.FileOutputStream", named("write").and(takesArguments(byte[].class)), all, () -> stream().write(none)),
                HookPoint.inJdk("java.io.FileOutputStream", named("write").and(takesArguments(3)), part, () -> stream().write(none, 0, 0)),
                HookPoint.inJdk("java.io.FileOutputStream", named("getChannel"), new SameFile(), () -> stream().getChannel()),
                HookPoint.inJdk("java.io.RandomAccessFile", named("write").and(takesArguments(int.class)), one, random(file -> file.write('\n'))),
                HookPoint.inJdk("java.io.RandomAccessFile", named("write").and(takesArguments(byte[].class)), all, random(file -> file.write(none))),
                HookPoint.inJdk("java.io.RandomAccessFile", named("write").and(takesArguments(3)), part, random(file -> file.write(none, 0, 0))),
                HookPoint.inJdk("java.io.RandomAccessFile", named("writeBytes").and(takesArguments(String.class)), content((file, arguments) -> text(file, (String) arguments[0], false)),
                        random(file -> file.writeBytes(""))),
                HookPoint.inJdk("java.io.RandomAccessFile", named("writeChars").and(takesArguments(String.class)), content((file, arguments) -> text(file, (String) arguments[0], true)),
                        random(file -> file.writeChars(""))),
                HookPoint.inJdk("java.io.RandomAccessFile", named("getChannel"), new SameFile(), random(RandomAccessFile::getChannel)),
                HookPoint.inJdk(CHANNEL, named("write").and(takesArguments(ByteBuffer.class)), buffer, channel(channel -> channel.write(empty))),
                HookPoint.inJdk(CHANNEL, named("write").and(takesArguments(ByteBuffer.class, long.class)), buffer, channel(channel -> channel.write(empty, 0))),
                HookPoint.inJdk(CHANNEL, named("write").and(takesArguments(3)), buffers, channel(channel -> channel.write(new ByteBuffer[0], 0, 0))),
                HookPoint.inJdk(CHANNEL, named("truncate").and(not(isBridge())), unseen("truncate"), channel(channel -> channel.truncate(Long.MAX_VALUE))),
                HookPoint.inJdk(CHANNEL, named("transferFrom"), unseen("overwrite"), channel(channel -> channel.transferFrom((ReadableByteChannel) null, 0, 0))),
                HookPoint.inJdk(CHANNEL, named("transferTo"), new TransferTo(), channel(channel -> channel.transferTo(0, 0, (WritableByteChannel) null))),
                HookPoint.inJdk(CHANNEL, named("map").and(takesArgument(0, FileChannel.MapMode.class)), new Mapping(), channel(channel -> channel.map(FileChannel.MapMode.READ_ONLY, 0, 0))),
                HookPoint.inJdk("sun.nio.ch.SimpleAsynchronousFileChannelImpl", named("implWrite"), new AsynchronousWrite(), this::asynchronousCanary).with(Shape.REPLACE_BOTH),
                HookPoint.inJdk("sun.nio.ch.SimpleAsynchronousFileChannelImpl", named("truncate").and(takesArguments(long.class)).and(not(isBridge())), unseen("truncate"), this::truncationCanary)));
        if (setLengthTakesAdvice()) {
            points.add(HookPoint.inJdk("java.io.RandomAccessFile", named("setLength"), unseen("truncate"), random(file -> file.setLength(0))));
        }
        return points;
    }

    // The class is loaded, and its canaries are sent, before any program code runs: descriptors made here are closed by their cleaner at the latest.
    private static FileOutputStream stream() {
        return new FileOutputStream(new FileDescriptor());
    }

    private interface Use<T> {
        void of(T file) throws Exception;
    }

    /** Before JDK 21 the method is native. */
    private static boolean setLengthTakesAdvice() {
        try {
            return !Modifier.isNative(RandomAccessFile.class.getMethod("setLength", long.class).getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    private static Probe random(Use<RandomAccessFile> use) {
        return () -> {
            try (RandomAccessFile file = new RandomAccessFile("/dev/null", "rw")) {
                use.of(file);
            }
        };
    }

    private Probe channel(Use<FileChannel> use) {
        return () -> {
            try (FileChannel channel = files.provider().newFileChannel(NioPaths.devNull(files), Set.of(StandardOpenOption.WRITE))) {
                use.of(channel);
            }
        };
    }

    private void truncationCanary() throws Exception {
        try (AsynchronousFileChannel channel = files.provider().newAsynchronousFileChannel(NioPaths.devNull(files), Set.of(StandardOpenOption.WRITE), null)) {
            channel.truncate(Long.MAX_VALUE);
        }
    }

    private void asynchronousCanary() throws Exception {
        try (AsynchronousFileChannel channel = files.provider().newAsynchronousFileChannel(NioPaths.devNull(files), Set.of(StandardOpenOption.WRITE), null)) {
            Method write = channel.getClass().getDeclaredMethod("implWrite", ByteBuffer.class, long.class, Object.class, CompletionHandler.class);
            write.setAccessible(true);
            write.invoke(channel, ByteBuffer.allocate(0), 0L, null, null);
        }
    }

    private OpenStep whole(OpenFile file, byte[] bytes) {
        return bytes == null ? null : steps.content(file, bytes, 0, bytes.length, bytes.length);
    }

    private OpenStep part(OpenFile file, byte[] bytes, int offset, int length) {
        // What the method itself is going to refuse is none of our business.
        return bytes == null || offset < 0 || length < 0 || length > bytes.length - offset ? null : steps.content(file, bytes, offset, length, length);
    }

    /**
     * Characters, of which each is written as one byte, its lower one, or as two. Of long ones beginning and end are looked at.
     *
     * @param twoBytes whether both bytes are written; looked at is then the text, which as bytes nobody would recognise
     */
    private OpenStep text(OpenFile file, String text, boolean twoBytes) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        // One character more than is examined, as for buffers.
        int tail = text.length() > ContentInspector.LIMIT + 1 ? ContentInspector.TAIL : 0;
        int head = Math.min(text.length(), ContentInspector.LIMIT + 1) - tail;
        String looked = tail == 0 ? text : text.substring(0, head) + text.substring(text.length() - tail);
        byte[] bytes = twoBytes ? looked.getBytes(StandardCharsets.UTF_8) : lowerBytes(looked);
        return steps.content(file, bytes, 0, bytes.length, twoBytes ? 2L * text.length() : text.length());
    }

    private static byte[] lowerBytes(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }

    private OpenStep buffer(OpenFile file, ByteBuffer buffer) {
        if (buffer == null || !buffer.hasRemaining()) {
            return null;
        }
        return content(file, new ByteBuffer[] {buffer}, 0, 1);
    }

    private OpenStep buffers(OpenFile file, ByteBuffer[] buffers, int offset, int length) {
        if (buffers == null || offset < 0 || length < 0 || length > buffers.length - offset) {
            return null;
        }
        return content(file, buffers, offset, length);
    }

    private OpenStep content(OpenFile file, ByteBuffer[] buffers, int offset, int length) {
        long total = 0;
        for (int i = offset; i < offset + length; i++) {
            total += buffers[i].remaining();
        }
        // One byte more than is examined tells the inspector that there were more; which those in between are plays no part then.
        byte[] bytes = new byte[(int) Math.min(total, ContentInspector.LIMIT + 1)];
        int tail = total > bytes.length ? ContentInspector.TAIL : 0;
        copy(buffers, offset, length, 0, bytes, 0, bytes.length - tail);
        copy(buffers, offset, length, total - tail, bytes, bytes.length - tail, tail);
        return steps.content(file, bytes, 0, bytes.length, total);
    }

    /** Copies bytes of the buffers, taken as one, without moving their positions. */
    private static void copy(ByteBuffer[] buffers, int offset, int length, long from, byte[] bytes, int at, int count) {
        long before = 0;
        for (int i = offset; i < offset + length; i++) {
            ByteBuffer next = buffers[i].duplicate();
            long start = Math.max(from, before);
            long end = Math.min(from + count, before + next.remaining());
            before += next.remaining();
            if (start < end) {
                next.position(next.limit() - (int) (before - start));
                next.get(bytes, (int) (at + start - from), (int) (end - start));
            }
        }
    }

    /** Decides the content of a call that writes to a followed file. */
    private interface Decide {
        OpenStep content(OpenFile file, Object[] arguments);
    }

    private Interceptor content(Decide decide) {
        return new Follow() {
            @Override
            OpenStep decide(OpenFile file, Object[] arguments) {
                return decide.content(file, arguments);
            }
        };
    }

    private Interceptor unseen(String change) {
        return new Follow() {
            @Override
            OpenStep decide(OpenFile file, Object[] arguments) {
                return steps.unseenContent(file, change);
            }
        };
    }

    private abstract class Follow implements Interceptor {

        abstract OpenStep decide(OpenFile file, Object[] arguments);

        /** The object that may be followed. */
        Object stream(Object self, Object[] arguments) {
            return self;
        }

        @Override
        public final Object enter(Object self, Object[] arguments) {
            OpenFile file = steps.openFile(stream(self, arguments));
            return file == null ? null : decide(file, arguments);
        }

        @Override
        public final Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }

    /** A write that may take place after the call has returned; what is decided is what is written, or else is decided as unknown. */
    private final class AsynchronousWrite implements Interceptor {
        @Override
        @SuppressWarnings("unchecked")
        public Object enter(Object self, Object[] arguments) {
            OpenFile file = steps.openFile(self);
            if (file == null || !(arguments[0] instanceof ByteBuffer given) || !given.hasRemaining() || !steps.isInRun()) {
                return null;
            }
            if (given.remaining() > BufferCopy.MOST) {
                OpenStep unseen = steps.unseenContent(file, "overwrite");
                if (unseen != null) {
                    unseen.end(null, null);
                }
                return new Object[] {buffer(file, given), null};
            }
            BufferCopy bytes = new BufferCopy(given);
            OpenStep step = buffer(file, bytes.copy());
            arguments[0] = bytes.copy();
            if (arguments[3] instanceof CompletionHandler<?, ?> handler) {
                arguments[3] = bytes.behind((CompletionHandler<Object, Object>) handler);
            }
            return new Object[] {step, bytes};
        }

        @Override
        @SuppressWarnings("unchecked")
        public Object exit(Object token, Object result, Throwable error) {
            Object[] both = (Object[]) token;
            if (both[0] != null) {
                ((OpenStep) both[0]).end(null, error);
            }
            return both[1] != null && result instanceof Future<?> future ? ((BufferCopy) both[1]).behind((Future<Object>) future) : result;
        }
    }

    private final class TransferTo extends Follow {
        @Override
        Object stream(Object self, Object[] arguments) {
            return arguments[2];
        }

        @Override
        OpenStep decide(OpenFile file, Object[] arguments) {
            return steps.unseenContent(file, "overwrite");
        }
    }

    private final class Mapping extends Follow {
        @Override
        OpenStep decide(OpenFile file, Object[] arguments) {
            return arguments[0] == FileChannel.MapMode.READ_WRITE ? steps.unseenContent(file, "map") : null;
        }
    }

    /** A channel over a stream writes to the same file. */
    private final class SameFile implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return steps.openFile(self);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            if (result != null) {
                steps.follow(result, (OpenFile) token);
            }
            return result;
        }
    }
}
