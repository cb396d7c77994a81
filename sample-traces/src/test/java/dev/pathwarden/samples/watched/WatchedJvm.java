package dev.pathwarden.samples.watched;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A JVM that has run a main class to its end.
 *
 * @param exitCode its exit code
 * @param printed what it printed, stdout and stderr
 */
public record WatchedJvm(int exitCode, String printed) {

    private static final long PATIENCE_MINUTES = 2;

    /** Runs a main class of this class path with this JVM's java. */
    public static WatchedJvm run(Path directory, List<String> jvmArguments, Class<?> main, String... arguments) throws IOException, InterruptedException {
        return run(directory, jvmArguments, classPath(), main, arguments);
    }

    /** Runs the main class of a module that has a class path of its own, which its build has written down. */
    public static WatchedJvm runSample(Path directory, List<String> jvmArguments, Class<?> main, String... arguments) throws IOException, InterruptedException {
        try {
            Path classes = Path.of(main.getProtectionDomain().getCodeSource().getLocation().toURI());
            return run(directory, jvmArguments, classes + File.pathSeparator + Files.readString(classes.resolveSibling("class-path.txt")), main, arguments);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static WatchedJvm run(Path directory, List<String> jvmArguments, String classPath, Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Path printed = directory.resolve("printed.txt");
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        return new WatchedJvm(process.exitValue(), Files.readString(printed));
    }

    /** The class path of a program that knows nothing of the recorder. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter(entry -> !entry.contains("recorder")).collect(Collectors.joining(File.pathSeparator));
    }
}
