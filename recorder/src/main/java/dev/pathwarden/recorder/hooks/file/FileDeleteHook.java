package dev.pathwarden.recorder.hooks.file;

import static net.bytebuddy.matcher.ElementMatchers.named;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import java.io.File;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.Set;

/** Files and directories deleted, also those that {@code deleteOnExit} deletes while the JVM ends. */
public final class FileDeleteHook implements Hook {

    private static final String ABSENT = "/proc/self/pathwarden-canary";

    private final FileSteps steps;
    private final FileSystem files;

    /** The hook; canaries name a file of that file system that cannot exist. */
    public FileDeleteHook(FileSteps steps, FileSystem files) {
        this.steps = steps;
        this.files = files;
    }

    @Override
    public String id() {
        return "file.delete";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_DELETE);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                HookPoint.inJdk("sun.nio.fs.UnixFileSystemProvider", named("implDelete"), new Deletion(), () -> files.provider().delete(files.getPath(ABSENT))),
                HookPoint.inJdk("java.io.UnixFileSystem", named("delete"), new Deletion(), () -> new File(ABSENT).delete()));
    }

    private final class Deletion implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return steps.delete(arguments[0] instanceof File file ? file.getPath() : NioPaths.text(arguments[0]));
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(result, error);
            return result;
        }
    }
}
