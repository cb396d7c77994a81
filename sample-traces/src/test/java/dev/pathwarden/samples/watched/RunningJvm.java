package dev.pathwarden.samples.watched;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that serves until it is told to end: a program of a module that has a class path of its own. For one thread. */
final class RunningJvm implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader lines;
    private final StringBuilder printed = new StringBuilder();

    private RunningJvm(Process process) {
        this.process = process;
        this.lines = process.inputReader(StandardCharsets.UTF_8);
    }

    static RunningJvm startSample(Path directory, List<String> jvmArguments, Class<?> main, String... arguments) throws IOException, URISyntaxException {
        Path classes = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classes + File.pathSeparator + Files.readString(classes.resolveSibling("class-path.txt")), main.getName()));
        command.addAll(List.of(arguments));
        return new RunningJvm(new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start());
    }

    /** Waits for a line with that text, and says what stands behind it. */
    String printedAfter(String text) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            if (line.contains(text)) {
                return line.substring(line.indexOf(text) + text.length()).strip();
            }
        }
        throw new AssertionError("the program never printed '" + text + "' but:\n" + printed);
    }

    /** Tells it to end as a user does who closes its input and terminates it, and waits until it has. */
    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("the program did not end:\n" + printed);
        }
    }
}
