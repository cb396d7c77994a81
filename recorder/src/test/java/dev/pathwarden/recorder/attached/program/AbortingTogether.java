package dev.pathwarden.recorder.attached.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * An agent whose work is in two processes, of which one does something forbidden and the other only goes on, until it is stopped or has gone on for long. Prints {@code <who> stopped} or
 * {@code <who> went on}.
 */
public final class AbortingTogether {

    private static final long LONG = Duration.ofSeconds(20).toNanos();

    private AbortingTogether() {
    }

    /** Arguments: a directory; in the child, also what it is to do. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        if (arguments.length > 1) {
            child(directory, arguments[1]);
            return;
        }
        agent("the child is stopped", directory, "forbidden");
        agent("the parent is stopped", directory, "goes-on");
        agent("nobody is stopped", directory, "allowed");
    }

    static void agent(String task, Path directory, String child) throws Exception {
        BufferedReader said = null;
        try {
            Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), AbortingTogether.class.getName(),
                    directory.toString(), child).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            if (child.equals("goes-on")) {
                // It is in the midst of its work then.
                System.out.println("child " + said.readLine());
                write(directory, "forbidden", "parent");
            } else {
                said.lines().forEach(line -> System.out.println("child " + line));
                process.waitFor();
                if (child.equals("forbidden")) {
                    goOn(directory, "parent");
                }
                write(directory, "after-" + child, "parent");
            }
        } catch (Error stopped) {
            System.out.println(task + " " + stopped.getClass().getSimpleName());
            said.lines().forEach(line -> System.out.println("child " + line));
        }
    }

    private static void child(Path directory, String task) throws IOException {
        System.out.println("began");
        if (task.equals("goes-on")) {
            System.out.println(goesOn(directory, "child") ? "went on" : "stopped");
        } else {
            try {
                write(directory, task, "child");
                System.out.println("done");
            } catch (Error stopped) {
                System.out.println(stopped.getClass().getSimpleName());
            }
        }
    }

    private static void goOn(Path directory, String who) throws IOException {
        System.out.println(who + (goesOn(directory, who) ? " went on" : " stopped"));
    }

    private static boolean goesOn(Path directory, String who) throws IOException {
        long end = System.nanoTime() + LONG;
        try {
            while (System.nanoTime() < end) {
                write(directory, "again-" + who, who);
            }
            return true;
        } catch (Error stopped) {
            return false;
        }
    }

    private static void write(Path directory, String name, String who) throws IOException {
        Files.writeString(directory.resolve(name), who);
    }
}
