package dev.pathwarden.recorder.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JVM that is started, measured from outside, and gone afterwards with all it wrote. */
final class MeasuredJvm {

    private static final int TIMEOUT_MINUTES = 10;

    private final Path home;
    private final Peer peer;
    private final Path bundle;

    /**
     * A JVM of that JDK.
     *
     * @param bundle compiled guardrails for Pathwarden; null for none
     */
    MeasuredJvm(Path home, Peer peer, Path bundle) {
        this.home = home;
        this.peer = peer;
        this.bundle = bundle;
    }

    /**
     * What a finished process took.
     *
     * @param wallNanos from its start to its end
     * @param out what it printed
     */
    record Finished(long wallNanos, List<String> out) {
    }

    Finished run(Class<?> program, Object... arguments) throws IOException, InterruptedException {
        return run(List.of(), program, arguments);
    }

    Finished run(List<String> jvmArguments, Class<?> program, Object... arguments) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("pathwarden-bench");
        Path out = Files.createTempFile("pathwarden-bench", ".out");
        try {
            List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
            command.addAll(peer.arguments(directory, bundle));
            command.addAll(jvmArguments);
            command.addAll(List.of("-cp", System.getProperty("bench.classpath"), program.getName()));
            Stream.of(arguments).map(Object::toString).forEach(command::add);
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            long start = System.nanoTime();
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(program + " with " + peer.title() + " did not end");
            }
            long wall = System.nanoTime() - start;
            List<String> lines = Files.readAllLines(out, StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new IOException(program + " with " + peer.title() + " ended with " + process.exitValue() + ": " + lines);
            }
            return new Finished(wall, lines);
        } finally {
            Files.delete(out);
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }
}
