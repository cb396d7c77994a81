package dev.pathwarden.recorder.attached.program;

import dev.pathwarden.api.Agent;
import dev.pathwarden.api.Pathwarden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An agent that acts on behalf of one user, of whoever its process was started for, and in a process of its own. Arguments: a directory for its files; {@code child}, in the process that it starts. */
public final class ActingFor {

    private ActingFor() {
    }

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        if (arguments.length > 1) {
            write(directory.resolve("child"));
            return;
        }
        Pathwarden.runFor("ann", Agent.named("clerk"), Map.of(), () -> write(directory.resolve("ann")));
        Pathwarden.run(Agent.named("clerk"), Map.of(), () -> write(directory.resolve("default")));
        Pathwarden.runFor("ann", Agent.named("clerk"), Map.of(), () -> Pathwarden.run(Agent.named("helper"), Map.of(), () -> Pathwarden.runFor("bob", Agent.named("helper"), Map.of(), () -> write(directory.resolve("nested")))));
        Pathwarden.runFor("ann", Agent.named("clerk"), Map.of(), () -> {
            List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), ActingFor.class.getName(), directory.toString(), "child");
            return new ProcessBuilder(command).inheritIO().start().waitFor();
        });
    }

    private static String write(Path file) throws IOException {
        try {
            Files.writeString(file, "42");
            return "written";
        } catch (SecurityException stopped) {
            return "stopped";
        }
    }
}
