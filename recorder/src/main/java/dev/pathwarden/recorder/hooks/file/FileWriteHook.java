package dev.pathwarden.recorder.hooks.file;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import java.io.FileOutputStream;
import java.io.RandomAccessFile;
import java.nio.file.FileSystem;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Files opened to write, decided before they are made or truncated; where they are opened to read as well, that is a step of its own before. Their content is seen by {@link FileContentHook}, which knows them from here.
 */
public final class FileWriteHook implements Hook {

    private static final int READ_ONLY = 1;

    private final FileSteps steps;
    private final FileSystem files;

    /** The hook; canaries open files on that file system. */
    public FileWriteHook(FileSteps steps, FileSystem files) {
        this.steps = steps;
        this.files = files;
    }

    @Override
    public String id() {
        return "file.write";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_READ, Operation.DATA_FILE_WRITE, Operation.DATA_FILE_DELETE);
    }

    @Override
    public List<HookPoint> points() {
        String provider = "sun.nio.fs.UnixFileSystemProvider";
        Set<StandardOpenOption> write = Set.of(StandardOpenOption.WRITE);
        return List.of(
                HookPoint.inJdk("java.io.FileOutputStream", named("open").and(takesArguments(String.class, boolean.class)),
                        new StreamOpen(arguments -> steps.opening(arguments[0]) ? null : open(arguments[0], (String) arguments[0], (boolean) arguments[1], !(boolean) arguments[1], null)),
                        () -> new FileOutputStream("/dev/null").close()),
                HookPoint.inJdk("java.io.RandomAccessFile", named("open").and(takesArguments(String.class, int.class)),
                        new StreamOpen(arguments -> ((int) arguments[1] & READ_ONLY) != 0 || steps.opening(arguments[0]) ? null : openBoth((String) arguments[0])),
                        () -> new RandomAccessFile("/dev/null", "rw").close()),
                HookPoint.inJdk(provider, named("newByteChannel"), new ChannelOpen(2), () -> files.provider().newByteChannel(NioPaths.devNull(files), write).close()),
                HookPoint.inJdk(provider, named("newFileChannel"), new ChannelOpen(2), () -> files.provider().newFileChannel(NioPaths.devNull(files), write).close()),
                HookPoint.inJdk(provider, named("newAsynchronousFileChannel").and(takesArgument(1, Set.class)), new ChannelOpen(3),
                        () -> files.provider().newAsynchronousFileChannel(NioPaths.devNull(files), write, null).close()));
    }

    private FileSteps.Opening open(Object subject, String path, boolean append, boolean truncate, String made) {
        return steps.openForWriting(path, append, truncate, made, subject);
    }

    private FileSteps.Opening openBoth(String path) {
        steps.alsoOpening(path, true, false);
        return open(path, path, false, false, null);
    }

    /** Finds out what a call opens; null if it does not open to write. */
    private interface OpeningOf {
        FileSteps.Opening opening(Object[] arguments);
    }

    /** An object that opens itself. */
    private final class StreamOpen implements Interceptor {
        private final OpeningOf openingOf;

        StreamOpen(OpeningOf openingOf) {
            this.openingOf = openingOf;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            FileSteps.Opening opening = openingOf.opening(arguments);
            return opening == null ? null : new Object[] {opening, self};
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            Object[] both = (Object[]) token;
            ((FileSteps.Opening) both[0]).done(steps, both[1], error);
            return result;
        }
    }

    /** A method that returns an open channel. */
    private final class ChannelOpen implements Interceptor {
        private final int attributes;

        ChannelOpen(int attributes) {
            this.attributes = attributes;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            Object options = arguments[1];
            String path = NioPaths.text(arguments[0]);
            if (path == null || !NioPaths.writes(options) || steps.opening(arguments[0])) {
                return null;
            }
            steps.alsoOpening(path, NioPaths.readsAndWrites(options), NioPaths.deletesOnClose(options));
            return open(arguments[0], path, NioPaths.has(options, StandardOpenOption.APPEND), NioPaths.has(options, StandardOpenOption.TRUNCATE_EXISTING),
                    FileModes.among(arguments[attributes]));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((FileSteps.Opening) token).done(steps, result, error);
            return result;
        }
    }
}
