package dev.pathwarden.recorder.hooks.file;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileSystem;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Files opened to read; those opened to read and write are seen by {@link FileWriteHook}. Their first {@value dev.pathwarden.recorder.context.StepDraft#TEXT_LIMIT} bytes, where they are text, are the step's result;
 * labels of what lies behind are not found.
 *
 * <p>Hooks the private {@code open} methods, which have the same descriptors on JDK 17 to 25: a constructor's advice cannot refuse before
 * {@code super()}.
 */
public final class FileReadHook implements Hook {

    private static final int READ_ONLY = 1;

    private final FileSteps steps;
    private final FileSystem files;

    /** The hook; canaries open files on that file system. */
    public FileReadHook(FileSteps steps, FileSystem files) {
        this.steps = steps;
        this.files = files;
    }

    @Override
    public String id() {
        return "file.read";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_READ);
    }

    @Override
    public List<HookPoint> points() {
        String provider = "sun.nio.fs.UnixFileSystemProvider";
        return List.of(
                HookPoint.inJdk("java.io.FileInputStream", named("open").and(takesArguments(String.class)),
                        new Read(arguments -> (String) arguments[0], arguments -> false), () -> new FileInputStream("/dev/null").close()),
                HookPoint.inJdk("java.io.RandomAccessFile", named("open").and(takesArguments(String.class, int.class)),
                        new Read(arguments -> ((int) arguments[1] & READ_ONLY) == 0 ? null : (String) arguments[0], arguments -> false),
                        () -> new RandomAccessFile("/dev/null", "r").close()),
                HookPoint.inJdk(provider, named("newByteChannel"), nio(), () -> files.provider().newByteChannel(NioPaths.devNull(files), Set.of()).close()),
                HookPoint.inJdk(provider, named("newFileChannel"), nio(), () -> files.provider().newFileChannel(NioPaths.devNull(files), Set.of(StandardOpenOption.READ)).close()),
                HookPoint.inJdk(provider, named("newAsynchronousFileChannel").and(takesArgument(1, Set.class)), nio(),
                        () -> files.provider().newAsynchronousFileChannel(NioPaths.devNull(files), Set.of(StandardOpenOption.READ), null).close()));
    }

    private Read nio() {
        return new Read(arguments -> NioPaths.writes(arguments[1]) ? null : NioPaths.text(arguments[0]), arguments -> NioPaths.deletesOnClose(arguments[1]));
    }

    /** Finds the path among a call's arguments; null if the call does not open to read. */
    private interface PathOf {
        String path(Object[] arguments);
    }

    private final class Read implements Interceptor {
        private final PathOf pathOf;
        private final Predicate<Object[]> deletes;

        Read(PathOf pathOf, Predicate<Object[]> deletes) {
            this.pathOf = pathOf;
            this.deletes = deletes;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            String path = pathOf.path(arguments);
            if (path == null || steps.opening(arguments[0])) {
                return null;
            }
            steps.alsoOpening(path, false, deletes.test(arguments));
            return steps.read(path, arguments[0]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            OpenStep step = (OpenStep) token;
            step.end(error == null ? beginning(step.step()) : null, error);
            return result;
        }
    }

    /** The beginning of the file that a step opens, where it is regular and text; null for others, since reading a pipe or device would take its content away. Of a file that grows meanwhile it is what was there. */
    static String beginning(Step step) {
        if (!(step.facts().get(Field.FILE_BYTES) instanceof Long length) || length == 0) {
            return null;
        }
        byte[] bytes = new byte[(int) Math.min(length, StepDraft.TEXT_LIMIT)];
        try (FileInputStream in = new FileInputStream((String) step.arguments().get("path"))) {
            int count = 0;
            for (int more = 0; more >= 0 && count < bytes.length; more = in.read(bytes, count, bytes.length - count)) {
                count += more;
            }
            return ContentText.of(bytes, 0, count);
        } catch (IOException e) {
            return null;
        }
    }
}
