package dev.pathwarden.recorder.drain;

import java.io.BufferedReader;
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
 * @param withoutNotice leave out what each JVM says on standard error of the options it picked up
 */
public record WatchedCommand(List<String> command, Map<String, String> environment, AgentOption agent, boolean withoutNotice) {

    private static final long LAST_WORDS_MILLIS = 500;
    private static final String NOTICE = "Picked up " + AgentOption.VARIABLE;

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

    /** Whether the command of that name is there and may be executed, looked up as a shell with that environment does. */
    public static Startable startable(String name, Map<String, String> environment) {
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
        if (withoutNotice) {
            builder.redirectError(ProcessBuilder.Redirect.PIPE);
        }
        ForwardedSignals signals = ForwardedSignals.take(Foreground.ofTerminal());
        try {
            Process process = builder.start();
            signals.to(process);
            Thread copy = withoutNotice ? copyErrors(process) : null;
            int code = waitFor(process);
            if (copy != null) {
                join(copy);
            }
            return code;
        } finally {
            signals.close();
        }
    }

    private static Thread copyErrors(Process process) {
        Thread copy = new Thread(() -> {
            try (BufferedReader lines = process.errorReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith(NOTICE)) {
                        System.err.println(line);
                    }
                }
            } catch (IOException e) {
                // The command's end of the pipe is gone: there is nothing more to copy.
            }
        }, "pathwarden-errors");
        copy.setDaemon(true);
        copy.start();
        return copy;
    }

    /** A grandchild may hold the pipe open for ever, so this waits for what is on its way and not for the end. */
    private static void join(Thread copy) {
        try {
            copy.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
