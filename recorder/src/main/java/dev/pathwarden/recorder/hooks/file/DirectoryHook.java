package dev.pathwarden.recorder.hooks.file;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesNoArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import java.io.File;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Directories listed: reads of the directory, with the names in it as the result where they come all at once. Walking a tree lists each of its directories.
 */
public final class DirectoryHook implements Hook {

    private static final String ABSENT = "/proc/self/pathwarden-canary";
    private static final int MOST_NAMES = 200;

    private final FileSteps steps;
    private final FileSystem files;

    /** The hook; canaries name a directory of that file system that cannot exist. */
    public DirectoryHook(FileSteps steps, FileSystem files) {
        this.steps = steps;
        this.files = files;
    }

    @Override
    public String id() {
        return "file.list";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_READ);
    }

    @Override
    public List<HookPoint> points() {
        DirectoryStream.Filter<Path> all = path -> true;
        return List.of(
                // Behind list and listFiles; what it calls is native on JDK 17.
                HookPoint.inJdk("java.io.File", named("normalizedList").and(takesNoArguments()), listing((self, arguments) -> steps.list(((File) self).getPath())), () -> new File(ABSENT).list()),
                HookPoint.inJdk("sun.nio.fs.UnixFileSystemProvider", named("newDirectoryStream"), listing((self, arguments) -> steps.list(NioPaths.text(arguments[0]))),
                        () -> files.provider().newDirectoryStream(files.getPath(ABSENT), all).close()));
    }

    private static Interceptor listing(Change.Decide decide) {
        return new Interceptor() {
            @Override
            public Object enter(Object self, Object[] arguments) {
                return decide.change(self, arguments);
            }

            @Override
            public Object exit(Object token, Object result, Throwable error) {
                ((OpenStep) token).end(result instanceof String[] names ? List.of(names).subList(0, Math.min(names.length, MOST_NAMES)) : null, error);
                return result;
            }
        };
    }
}
