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
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * What is done to files through a {@code SecureDirectoryStream}, which passes by the file system's provider: opened, moved, deleted, listed, and their attributes changed.
 *
 * <p>Has no canary: to have such a stream, a directory would have to be opened at every start.
 */
public final class SecureDirectoryHook implements Hook {

    private static final String STREAM = "sun.nio.fs.UnixSecureDirectoryStream";

    private final FileSteps steps;

    /** The hook. */
    public SecureDirectoryHook(FileSteps steps) {
        this.steps = steps;
    }

    @Override
    public String id() {
        return "file.secure-directory";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_READ, Operation.DATA_FILE_WRITE, Operation.DATA_FILE_DELETE);
    }

    @Override
    public List<HookPoint> points() {
        return List.of(
                point(STREAM, named("newByteChannel").and(takesArgument(0, Path.class)), new Open()),
                point(STREAM, named("newDirectoryStream").and(takesArgument(0, Path.class)), new Change((self, arguments) -> steps.list(below(self, arguments[0])))),
                point(STREAM, named("implDelete").and(takesArgument(0, Path.class)), new Change((self, arguments) -> steps.delete(below(self, arguments[0])))),
                point(STREAM, named("move").and(takesArgument(0, Path.class)), new Change((self, arguments) -> steps.change(below(self, arguments[0]), below(arguments[1], arguments[2]), "move"))),
                point(STREAM + "$BasicFileAttributeViewImpl", named("setTimes").and(takesArguments(3)), attribute("times")),
                point(STREAM + "$PosixFileAttributeViewImpl", named("setPermissions").and(takesArguments(1)), attribute("permissions")),
                point(STREAM + "$PosixFileAttributeViewImpl", named("setOwners").and(takesArguments(2)), attribute("owner")));
    }

    private static HookPoint point(String className, net.bytebuddy.matcher.ElementMatcher<? super net.bytebuddy.description.method.MethodDescription> methods, Interceptor interceptor) {
        return HookPoint.whenLoaded(Target.named(className), methods, interceptor);
    }

    private Change attribute(String attribute) {
        return new Change((self, arguments) -> steps.attribute(below(Mirror.field(self, "this$0"), Mirror.field(self, "file")), attribute, null));
    }

    /** The path that a name within the stream's directory stands for; the directory's own where there is no name. */
    private static String below(Object stream, Object name) {
        String directory = stream instanceof SecureDirectoryStream<?> ? NioPaths.text(Mirror.get(Mirror.field(stream, "ds"), "directory")) : null;
        String given = NioPaths.text(name);
        return given == null ? directory : given.startsWith("/") || directory == null ? given : directory + "/" + given;
    }

    /** A file opened to read or to write. */
    private final class Open implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            String path = below(self, arguments[0]);
            Object options = arguments[1];
            if (path == null) {
                return null;
            }
            steps.alsoOpening(path, NioPaths.readsAndWrites(options), NioPaths.deletesOnClose(options));
            return NioPaths.writes(options)
                    ? steps.openForWriting(path, NioPaths.has(options, StandardOpenOption.APPEND), NioPaths.has(options, StandardOpenOption.TRUNCATE_EXISTING), FileModes.among(arguments[2]), arguments[0])
                    : steps.read(path, arguments[0]);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            if (token instanceof FileSteps.Opening opening) {
                opening.done(steps, result, error);
            } else {
                ((OpenStep) token).end(error == null ? FileReadHook.beginning(((OpenStep) token).step()) : null, error);
            }
            return result;
        }
    }
}
