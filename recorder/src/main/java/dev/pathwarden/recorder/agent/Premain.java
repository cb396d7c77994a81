package dev.pathwarden.recorder.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;

/**
 * Entry of the agent. Hands over to the isolated loader at once. A failure to start never keeps the program from starting, unless hooks are required: a program
 * that is not to run unguarded then ends before its first line.
 *
 * <p>In the agent jar this class is compiled for Java 8 and refers to no other: a program may start an older JVM, which gets the agent too, and which would
 * not start at all with a class that it cannot read.
 */
public final class Premain {

    private static final int OLDEST = 17;
    private static final String REQUIRE = "require=";
    private static final int NOT_STARTED = 125;

    private Premain() {
    }

    /** Called by the JVM before the program's main method. */
    public static void premain(String options, Instrumentation instrumentation) {
        try {
            String version = System.getProperty("java.specification.version");
            if (version.startsWith("1.") || Integer.parseInt(version) < OLDEST) {
                failed(options, "Java " + version + " is older than " + OLDEST);
                return;
            }
            File jar = new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Constructor<?> loader = Class.forName("dev.pathwarden.recorder.agent.IsolatedLoader").getDeclaredConstructor(File.class);
            Class<?> start = ((ClassLoader) loader.newInstance(jar)).loadClass("dev.pathwarden.recorder.agent.AgentStart");
            start.getMethod("start", String.class, Instrumentation.class, File.class).invoke(null, options, instrumentation, jar);
        } catch (Throwable fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            failed(options, cause instanceof IllegalStateException || cause instanceof IllegalArgumentException ? cause.getMessage() : cause.toString());
        }
    }

    private static void failed(String options, String why) {
        if (options != null && (options.startsWith(REQUIRE) || options.contains("," + REQUIRE))) {
            System.err.println("pathwarden: the program was not started, because hooks are required and the recorder did not start as it should: " + why);
            Runtime.getRuntime().halt(NOT_STARTED);
        }
        System.err.println("pathwarden: the recorder did not start, so nothing of this process is recorded or stopped: " + why);
    }
}
