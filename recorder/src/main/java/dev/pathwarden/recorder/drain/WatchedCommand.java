package dev.pathwarden.recorder.drain;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command that is started with the agent in every JVM below it.
 *
 * @param command command and arguments
 * @param environment environment variables of the command, the agent's option not yet among them
 * @param agent the agent's option
 * @param terminal the command's standard input is a terminal
 */
public record WatchedCommand(List<String> command, Map<String, String> environment, AgentOption agent, boolean terminal) {

    /** How a command can fail to start. */
    public enum Startable {
        YES, NOT_FOUND, NOT_EXECUTABLE
    }

    public WatchedCommand {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
    }

    /** Whether the command is there and may be executed, looked up as a shell does. */
    public Startable startable() {
        String name = command.get(0);
        if (name.indexOf('/') >= 0) {
            return startable(Path.of(name));
        }
        Startable best = Startable.NOT_FOUND;
        for (String directory : environment.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator)) {
            Startable here = startable(Path.of(directory.isEmpty() ? "." : directory, name));
            if (here == Startable.YES) {
                return here;
            }
            best = here == Startable.NOT_EXECUTABLE ? here : best;
        }
        return best;
    }

    private static Startable startable(Path file) {
        if (!Files.exists(file)) {
            return Startable.NOT_FOUND;
        }
        return Files.isRegularFile(file) && Files.isExecutable(file) ? Startable.YES : Startable.NOT_EXECUTABLE;
    }

    /**
     * Runs it to its end with the standard streams of this process.
     *
     * @return its exit code, 128 and the signal's number if one ended it
     */
    public int run() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        builder.environment().putAll(environment);
        agent.addTo(builder.environment());
        Process process = builder.start();
        ForwardedSignals signals = ForwardedSignals.to(process, terminal);
        try {
            return waitFor(process);
        } finally {
            signals.close();
        }
    }

    private static int waitFor(Process process) {
        while (true) {
            try {
                return process.waitFor();
            } catch (InterruptedException e) {
                process.destroy();
            }
        }
    }
}
