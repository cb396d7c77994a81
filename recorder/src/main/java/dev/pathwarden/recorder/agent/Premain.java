package dev.pathwarden.recorder.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Constructor;

/**
 * Entry of the agent. Hands over to the isolated loader at once; a failure to start never keeps the program from starting.
 *
 * <p>In the agent jar this class is compiled for Java 8 and refers to no other: a program may start an older JVM, which gets the agent too, and which would
 * not start at all with a class that it cannot read.
 */
public final class Premain {

    private static final int OLDEST = 17;

    private Premain() {
    }

    /** Called by the JVM before the program's main method. */
    public static void premain(String options, Instrumentation instrumentation) {
        try {
            String version = System.getProperty("java.specification.version");
            if (version.startsWith("1.") || Integer.parseInt(version) < OLDEST) {
                System.err.println("pathwarden: Java " + version + " is older than " + OLDEST + ", so nothing of this process is recorded or stopped");
                return;
            }
            File jar = new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Constructor<?> loader = Class.forName("dev.pathwarden.recorder.agent.IsolatedLoader").getDeclaredConstructor(File.class);
            Class<?> start = ((ClassLoader) loader.newInstance(jar)).loadClass("dev.pathwarden.recorder.agent.AgentStart");
            start.getMethod("start", String.class, Instrumentation.class, File.class).invoke(null, options, instrumentation, jar);
        } catch (Throwable fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            System.err.println("pathwarden: the recorder did not start, so nothing of this process is recorded or stopped: " + cause);
        }
    }
}
