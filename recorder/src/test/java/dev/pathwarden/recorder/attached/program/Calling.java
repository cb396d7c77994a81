package dev.pathwarden.recorder.attached.program;

import dev.pathwarden.api.Agent;
import dev.pathwarden.api.Pathwarden;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** An agent that calls the tools it is told the names of, in one run; each writes a file of its name. Argument: a directory for the files. Prints {@code <tool> done} or {@code <tool> stopped}. */
public final class Calling {

    private Calling() {
    }

    /** Runs until its input ends. */
    public static void main(String[] arguments) {
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        Pathwarden.run(Agent.named("caller"), Map.of("prompt", "Do what you are told."), () -> {
            try {
                for (String tool = names.readLine(); tool != null; tool = names.readLine()) {
                    System.out.println(tool + " " + call(tool, Path.of(arguments[0]).resolve(tool)));
                }
                return "told";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String call(String tool, Path file) {
        try {
            return Pathwarden.tool(tool, Map.of("x", "1"), () -> write(file));
        } catch (SecurityException stopped) {
            return "stopped";
        }
    }

    private static String write(Path file) {
        try {
            Files.writeString(file, "called");
            return "done";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
