package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.Limit;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java and the system that a process runs on.
 *
 * @param java feature version
 * @param system name of the operating system
 * @param newestTried newest version of Java that this recorder was tried on
 */
record Platform(int java, String system, int newestTried) {

    /** Newest version of Java that this recorder was tried on. */
    static final int NEWEST_TRIED = 25;

    private static final int FOREIGN_FUNCTIONS = 22;
    private static final int NATIVE_ACCESS_CAN_BE_DENIED = 24;
    private static final String DENY = "DENY";

    /** That of this process. */
    static Platform ofThisProcess(int newestTried) {
        return new Platform(Runtime.version().feature(), System.getProperty("os.name", ""), newestTried);
    }

    /** Whether this recorder was tried on it. On another one guardrails only warn: it is not known whether what is to be stopped can be, nor what stopping it would break. */
    boolean tried() {
        return java <= newestTried && system.equals("Linux");
    }

    /** Limits of what is seen and stopped here, by their ids. */
    List<String> limits() {
        return limits(java >= FOREIGN_FUNCTIONS && isNativeAccessEnabled(), java >= NATIVE_ACCESS_CAN_BE_DENIED && isIllegalNativeAccessDenied());
    }

    /**
     * As {@link #limits()}.
     *
     * @param enabled whether the program may call native code without a warning
     * @param denied whether the JVM denies it to those that may not
     */
    List<String> limits(boolean enabled, boolean denied) {
        List<String> limits = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            boolean holds = switch (limit) {
                case NATIVE_CODE -> enabled || !denied;
                case FOREIGN_FUNCTIONS -> java >= FOREIGN_FUNCTIONS && (enabled || !denied);
                case NATIVE_ACCESS -> enabled;
                case UNTRIED_PLATFORM -> !tried();
                default -> true;
            };
            if (holds) {
                limits.add(limit.id());
            }
        }
        return List.copyOf(limits);
    }

    /** Of the class path, or of some module of the program. */
    private static boolean isNativeAccessEnabled() {
        try {
            Method enabled = Module.class.getMethod("isNativeAccessEnabled");
            if ((boolean) enabled.invoke(ClassLoader.getSystemClassLoader().getUnnamedModule())) {
                return true;
            }
            for (Module module : ModuleLayer.boot().modules()) {
                if (module.getClassLoader() == ClassLoader.getSystemClassLoader() && !module.getName().startsWith("jdk.") && (boolean) enabled.invoke(module)) {
                    return true;
                }
            }
            return false;
        } catch (ReflectiveOperationException unknown) {
            return true;
        }
    }

    /** What {@code --illegal-native-access} says, which nothing public tells. */
    private static boolean isIllegalNativeAccessDenied() {
        try {
            Method mode = Class.forName("jdk.internal.module.ModuleBootstrap", false, null).getMethod("illegalNativeAccess");
            return ((Enum<?>) mode.invoke(null)).name().equals(DENY);
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return false;
        }
    }
}
