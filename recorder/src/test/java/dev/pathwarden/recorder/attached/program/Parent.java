package dev.pathwarden.recorder.attached.program;

import java.io.FileWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** An agent that starts another JVM, with an environment that it made empty; the child makes a file and says what it knows. */
public final class Parent {

    private Parent() {
    }

    /** Arguments: directory; in the child, directory and {@code child}. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        if (arguments.length > 1) {
            new FileWriter(directory.resolve("from-child").toFile()).close();
            return;
        }
        Files.writeString(directory.resolve("before"), "mail to ada@example.com");
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), Parent.class.getName(),
                directory.toString(), "child").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("OWN", "value");
        Process child = builder.start();
        child.getInputStream().readAllBytes();
        System.out.println("exit " + child.waitFor());
        System.out.println("environment " + builder.environment());
    }
}
