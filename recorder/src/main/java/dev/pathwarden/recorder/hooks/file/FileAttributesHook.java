package dev.pathwarden.recorder.hooks.file;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Probe;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.mirror.Mirror;
import java.io.File;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Set;

/**
 * Changes of a file's permissions, owner, group, times and extended attributes: steps whose change is {@code chmod}, and whose argument
 * {@code attribute} says which.
 *
 * <p>{@code java.io.File} is hooked itself: on JDK 17 what it calls is native.
 */
public final class FileAttributesHook implements Hook {

    private static final String ABSENT = "/proc/self/pathwarden-canary";
    private static final String VIEWS = "sun.nio.fs.UnixFileAttributeViews$";

    private final FileSteps steps;
    private final FileSystem files;

    /** The hook; canaries name a file of that file system that cannot exist. */
    public FileAttributesHook(FileSteps steps, FileSystem files) {
        this.steps = steps;
        this.files = files;
    }

    @Override
    public String id() {
        return "file.attributes";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.DATA_FILE_WRITE);
    }

    @Override
    public List<HookPoint> points() {
        File absent = new File(ABSENT);
        return List.of(
                ofFile("setReadable", 2, "permissions", () -> absent.setReadable(true, true)),
                ofFile("setWritable", 2, "permissions", () -> absent.setWritable(true, true)),
                ofFile("setExecutable", 2, "permissions", () -> absent.setExecutable(true, true)),
                ofFile("setReadOnly", 0, "permissions", absent::setReadOnly),
                ofFile("setLastModified", 1, "times", () -> absent.setLastModified(1)),
                HookPoint.inJdk(VIEWS + "Basic", named("setTimes").and(takesArguments(3)), ofView("times"), () -> view().setTimes(null, null, null)),
                HookPoint.inJdk(VIEWS + "Posix", named("setMode").and(takesArguments(int.class)), ofView("permissions"), declared("setMode", 0)),
                HookPoint.inJdk(VIEWS + "Posix", named("setOwners").and(takesArguments(int.class, int.class)), ofView("owner"), declared("setOwners", -1, -1)),
                HookPoint.whenLoaded(Target.named("sun.nio.fs.UnixUserDefinedFileAttributeView"), named("write").and(takesArgument(1, ByteBuffer.class))
                        .or(named("delete")), new Change((self, arguments) -> steps.attribute(pathOf(self), "user:" + arguments[0], valueOf(arguments)))));
    }

    private HookPoint ofFile(String method, int arguments, String attribute, Probe probe) {
        return HookPoint.inJdk("java.io.File", named(method).and(takesArguments(arguments)), new Change((self, given) -> steps.attribute(((File) self).getPath(), attribute, null)), probe);
    }

    private Interceptor ofView(String attribute) {
        return new Change((self, arguments) -> steps.attribute(pathOf(self), attribute, null));
    }

    private static String pathOf(Object view) {
        return NioPaths.text(Mirror.field(view, "file"));
    }

    /** The text of an extended attribute that is written; null for one that is deleted. */
    private static String valueOf(Object[] arguments) {
        if (arguments.length < 2 || !(arguments[1] instanceof ByteBuffer buffer)) {
            return null;
        }
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return ContentText.of(bytes, 0, bytes.length);
    }

    private PosixFileAttributeView view() {
        Path absent = files.getPath(ABSENT);
        return files.provider().getFileAttributeView(absent, PosixFileAttributeView.class);
    }

    private Probe declared(String name, Object... arguments) {
        return () -> {
            Class<?>[] types = new Class<?>[arguments.length];
            java.util.Arrays.fill(types, int.class);
            Method method = Class.forName(VIEWS + "Posix", false, null).getDeclaredMethod(name, types);
            method.setAccessible(true);
            method.invoke(view(), arguments);
        };
    }
}
