package dev.pathwarden.recorder.hooks.code;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Interceptor;
import dev.pathwarden.recorder.hooks.Probe;
import dev.pathwarden.recorder.hooks.Target;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Classes that the program makes at run time. These count: what a {@code Lookup} of the program defines, hidden or not, and what one of the program's class loaders
 * defines without telling where it came from, or telling a place on the network or a file that is not there.
 *
 * <p>A plain {@code URLClassLoader} counts only where it loads from the network. Loading a class from a jar or directory is no step, and neither are lambdas, proxies and accessors, which the JVM defines in ways of its own.
 */
public final class ClassDefinitionHook implements Hook {

    private static final String LOOKUP = "java.lang.invoke.MethodHandles$Lookup";
    private static final String OURS = "dev.pathwarden.recorder.";
    private static final String GATE = "java.lang.PathwardenGate";
    private static final List<String> MACHINERY = List.of("java.lang.invoke.InnerClassLambdaMetafactory", "java.lang.invoke.MethodHandleProxies", "java.lang.invoke.StringConcatFactory", "java.lang.runtime.");
    private static final Set<String> REMOTE = Set.of("http", "https", "ftp");

    private final CodeSteps steps;

    /** The hook. */
    public ClassDefinitionHook(Recorder recorder) {
        steps = new CodeSteps(recorder);
    }

    @Override
    public String id() {
        return "code.class";
    }

    @Override
    public Set<Operation> operations() {
        return Set.of(Operation.CODE_SCRIPT);
    }

    @Override
    public List<HookPoint> points() {
        byte[] none = new byte[0];
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        return List.of(
                HookPoint.inJdk("java.lang.ClassLoader", named("defineClass").and(takesArguments(String.class, byte[].class, int.class, int.class, ProtectionDomain.class)), new OfLoader(4),
                        ofLoader(new Class<?>[] {String.class, byte[].class, int.class, int.class, ProtectionDomain.class}, null, none, 0, 0, null)),
                HookPoint.inJdk("java.lang.ClassLoader", named("defineClass").and(takesArguments(String.class, ByteBuffer.class, ProtectionDomain.class)), new OfLoader(2),
                        ofLoader(new Class<?>[] {String.class, ByteBuffer.class, ProtectionDomain.class}, null, ByteBuffer.wrap(none), null)),
                HookPoint.inJdk(LOOKUP, named("defineClass").and(takesArguments(byte[].class)), new OfLookup(), () -> lookup.defineClass(none)),
                HookPoint.inJdk(LOOKUP, named("defineHiddenClass").and(takesArgument(0, byte[].class)), new OfLookup(), () -> lookup.defineHiddenClass(none, false)),
                HookPoint.inJdk(LOOKUP, named("defineHiddenClassWithClassData").and(takesArgument(0, byte[].class)), new OfLookup(),
                        () -> lookup.defineHiddenClassWithClassData(none, none, false)));
    }

    private static Probe ofLoader(Class<?>[] types, Object... arguments) {
        return () -> {
            Method define = ClassLoader.class.getDeclaredMethod("defineClass", types);
            define.setAccessible(true);
            define.invoke(ClassDefinitionHook.class.getClassLoader(), arguments);
        };
    }

    private OpenStep begin(String name, long bytes, Class<?> by) {
        return steps.begin(CodeSteps.draft("define", "java", "class definition").argument("class", name).argument("bytes", bytes).argument("by", by.getName()));
    }

    private static boolean ofJdk(Class<?> type) {
        if (type.getClassLoader() == null || type.getClassLoader() == ClassLoader.getPlatformClassLoader()) {
            return true;
        }
        String module = type.getModule().getName();
        return module != null && (module.startsWith("jdk.") || module.startsWith("java."));
    }

    /** Whether that is a loader of the JDK that loads from wherever the program said. */
    private static boolean ofUrls(Object loader) {
        return loader instanceof URLClassLoader && loader.getClass().getName().startsWith("java.net.");
    }

    private static boolean remote(ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        return source != null && source.getLocation() != null && REMOTE.contains(source.getLocation().getProtocol());
    }

    /** Whether classes of the domain come from nowhere that could be looked at. */
    private static boolean madeUp(ProtectionDomain domain) {
        CodeSource source = domain == null ? null : domain.getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (location == null) {
            return true;
        }
        return location.getProtocol().equals("file") ? !new File(location.getPath()).exists() && !new File(java.net.URLDecoder.decode(location.getPath(), java.nio.charset.StandardCharsets.UTF_8)).exists()
                : REMOTE.contains(location.getProtocol());
    }

    /** Whether the JVM spins a lambda or the like with a lookup of the program's. Frames of reflection and method handles are not walked over. */
    private static boolean calledByMachinery() {
        Optional<String> caller = StackWalker.getInstance().walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                .filter(name -> !name.startsWith(OURS) && !name.startsWith(GATE) && !name.equals(LOOKUP)).findFirst());
        return caller.isPresent() && MACHINERY.stream().anyMatch(caller.get()::startsWith);
    }

    /** A class loader that defines a class. Called for every class that is loaded, so it says no as fast as it can. */
    private final class OfLoader implements Interceptor {
        private final int domain;

        OfLoader(int domain) {
            this.domain = domain;
        }

        @Override
        public Object enter(Object self, Object[] arguments) {
            if (!steps.isInRun() || self == ClassDefinitionHook.class.getClassLoader()) {
                return null;
            }
            ProtectionDomain from = (ProtectionDomain) arguments[domain];
            if (ofUrls(self) ? !remote(from) : ofJdk(self.getClass()) || !madeUp(from)) {
                return null;
            }
            long bytes = arguments[1] instanceof ByteBuffer buffer ? buffer.remaining() : (int) arguments[3];
            return begin(arguments[0] instanceof String name ? name : "a class", bytes, self.getClass());
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(null, error);
            return result;
        }
    }

    private final class OfLookup implements Interceptor {
        @Override
        public Object enter(Object self, Object[] arguments) {
            Class<?> by = ((MethodHandles.Lookup) self).lookupClass();
            return !steps.isInRun() || ofJdk(by) || !(arguments[0] instanceof byte[] bytes) || calledByMachinery() ? null : begin("a class in " + by.getPackageName(), bytes.length, by);
        }

        @Override
        public Object exit(Object token, Object result, Throwable error) {
            ((OpenStep) token).end(result instanceof Class<?> type ? type.getName() : result instanceof MethodHandles.Lookup made ? made.lookupClass().getName() : null, error);
            return result;
        }
    }
}
