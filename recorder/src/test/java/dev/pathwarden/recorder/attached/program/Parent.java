package dev.pathwarden.recorder.attached.program;

import java.io.FileWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An agent that starts another JVM, with an environment that it made empty; the child makes a file and says what it knows. */
public final class Parent {

    private Parent() {
    }

    /** Arguments: directory, and {@code forge} for a child that a program in between tells of another run; in the child, directory and {@code child}. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        if (arguments.length > 1 && arguments[1].equals("child")) {
            new FileWriter(directory.resolve("from-child").toFile()).close();
            return;
        }
        Files.writeString(directory.resolve("before"), "mail to ada@example.com");
        List<String> command = new ArrayList<>();
        if (arguments.length > 1) {
            command.addAll(List.of("env", "PATHWARDEN_RUN=00000000000000010000000000000001", "PATHWARDEN_STEP=0000000000000001",
                    "PATHWARDEN_CONTEXT=1-00000000000000010000000000000001-0000000000000001-0--" + "0".repeat(64) + "-"));
        }
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Parent.class.getName(),
                directory.toString(), "child"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (arguments.length == 1) {
            builder.environment().clear();
        }
        builder.environment().put("OWN", "value");
        Process child = builder.start();
        child.getInputStream().readAllBytes();
        System.out.println("exit " + child.waitFor());
        System.out.println("environment " + builder.environment());
    }
}
