package dev.pathwarden.recorder.hooks.file;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Target;
import java.io.File;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Files copied, moved, linked or made, and directories made, by name and without content. */
public final class FileChangeHook implements Hook {

    private static final String ABSENT = "/proc/self/pathwarden-canary";

    private final FileSteps steps;
    private final FileSystem files;

    /** The hook; canaries name files of that file system that cannot exist. */
    public FileChangeHook(FileSteps steps, FileSystem files) {
        this.steps = steps;
        this.files = files;
    }

    @Override
    public String id() {
        return "file.change";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_WRITE);
    }

    @Override
    public List<HookPoint> points() {
        String provider = "sun.nio.fs.UnixFileSystemProvider";
        Path absent = files.getPath(ABSENT);
        File absentFile = new File(ABSENT);
        return List.of(
                // The file that changes comes first in a step: of a copy that is the copy, with the original as its target.
                HookPoint.inJdk(provider, named("copy").and(takesArgument(1, Path.class)), new Change((self, arguments) -> steps.copy(NioPaths.text(arguments[0]), NioPaths.text(arguments[1]))),
                        () -> files.provider().copy(absent, absent)),
                HookPoint.inJdk(provider, named("move").and(takesArgument(1, Path.class)), nio("move", 0, 1), () -> files.provider().move(absent, absent)),
                HookPoint.inJdk(provider, named("createSymbolicLink"), nio("link", 0, 1), () -> files.provider().createSymbolicLink(absent, absent)),
                HookPoint.inJdk(provider, named("createLink"), nio("link", 0, 1), () -> files.provider().createLink(absent, absent)),
                HookPoint.inJdk(provider, named("createDirectory"), nio("mkdir", 0, -1), () -> files.provider().createDirectory(absent)),
                HookPoint.inJdk("java.io.UnixFileSystem", named("rename"), new Change((self, arguments) -> steps.change(path(arguments[0]), path(arguments[1]), "move")),
                        () -> absentFile.renameTo(absentFile)),
                HookPoint.inJdk("java.io.File", named("mkdir"), new Change((self, arguments) -> steps.change(path(self), null, "mkdir")), absentFile::mkdir),
                HookPoint.inJdk("java.io.File", named("createNewFile"), new Change((self, arguments) -> steps.change(path(self), null, "create")), absentFile::createNewFile),
                // No canary: to initialise the class means to seed a random generator.
                HookPoint.whenLoaded(Target.named("java.io.File$TempDirectory"), named("generateFile"), new TemporaryFile()),
                HookPoint.whenLoaded(Target.named("com.sun.management.internal.HotSpotDiagnostic"), named("dumpHeap").and(takesArguments(2)),
                        new Change((self, arguments) -> arguments[0] == null ? null : steps.change((String) arguments[0], null, "create"))));
    }

    private Change nio(String change, int path, int target) {
        return new Change((self, arguments) -> steps.change(NioPaths.text(arguments[path]), target < 0 ? null : NioPaths.text(arguments[target]), change));
    }

    private static String path(Object file) {
        return ((File) file).getPath();
    }

    /** A temporary file's name was made up; the file is made next. */
    private final class TemporaryFile implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            return Boolean.TRUE;
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            OpenStep step = result instanceof File file ? steps.change(file.getPath(), null, "create") : null;
            if (step != null) {
                step.end(null, null);
            }
            return result;
        }
    }
}
