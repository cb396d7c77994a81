package dev.pathwarden.recorder.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;

/** Entry of the agent. Hands over to the isolated loader at once; a failure to start never keeps the program from starting. */
public final class Premain {

    private Premain() {
    }

    /** Called by the JVM before the program's main method. */
    public static void premain(String options, Instrumentation instrumentation) {
        try {
            File jar = new File(Premain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Class<?> start = new IsolatedLoader(jar).loadClass("dev.pathwarden.recorder.agent.AgentStart");
            start.getMethod("start", String.class, Instrumentation.class, File.class).invoke(null, options, instrumentation, jar);
        } catch (Throwable fault) {
            Throwable cause = fault.getCause() == null ? fault : fault.getCause();
            System.err.println("pathwarden: the recorder did not start, so nothing of this process is recorded or stopped: " + cause);
        }
    }
}
