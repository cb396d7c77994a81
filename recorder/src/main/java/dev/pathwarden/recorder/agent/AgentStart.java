package dev.pathwarden.recorder.agent;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.module.ModuleFinder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * First class in the isolated loader: opens what the agent needs of {@code java.base} to the agent alone, and defines the gate.
 *
 * <p>It must not refer to a class that refers to the gate, which is not there yet when this one is verified.
 */
public final class AgentStart {

    private static final String[] OPENED = {"java.lang", "java.io", "java.util.concurrent", "java.net", "sun.nio.ch", "sun.nio.fs", "sun.net.www",
            "sun.net.www.protocol.http", "jdk.internal.module"};
    private static final String[] GATE = {"PathwardenBlockedException", "PathwardenAbort", "PathwardenGate$Handler", "PathwardenGate$Instead", "PathwardenGate"};

    /** What {@code java Program.java} starts in the program's place. */
    static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";
    private static final String SHELL = "jdk.jshell/";

    private AgentStart() {
    }

    /** Starts the agent; does nothing in a JVM that has one already, and nothing in tools of the JDK. */
    public static void start(String options, Instrumentation instrumentation, File jar) throws Exception {
        String command = System.getProperty("sun.java.command", "");
        if (gateIsThere() || isJdkTool(command)) {
            return;
        }
        Map<String, Set<Module>> opens = new HashMap<>();
        Module own = AgentStart.class.getModule();
        for (String name : OPENED) {
            opens.put(name, Set.of(own));
        }
        instrumentation.redefineModule(Object.class.getModule(), Set.of(), Map.of(), opens, Set.of(), Map.of());
        defineGate();
        Agent.start(AgentOptions.parse(options), instrumentation, jar, command);
    }

    private static boolean gateIsThere() {
        try {
            Class.forName("java.lang.PathwardenGate", false, null);
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    /**
     * {@code JAVA_TOOL_OPTIONS} reaches {@code javac}, {@code jar} and the like as well; these are started as {@code module/class}. What runs a program in
     * its own process is none of them: the launcher of {@code java Program.java}, and {@code jshell}. Nor is a program's module that only has such a name.
     */
    static boolean isJdkTool(String command) {
        int slash = command.indexOf('/');
        if (slash <= 0 || command.startsWith(SOURCE_LAUNCHER) || command.startsWith(SHELL)) {
            return false;
        }
        String module = command.substring(0, slash);
        return (module.startsWith("jdk.") || module.equals("java.base")) && ModuleFinder.ofSystem().find(module).isPresent();
    }

    private static void defineGate() throws Exception {
        MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(Object.class, MethodHandles.lookup());
        for (String name : GATE) {
            lookup.defineClass(resource("java/lang/" + name + ".class"));
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = AgentStart.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the agent jar lacks " + name);
            }
            return in.readAllBytes();
        }
    }
}
