package dev.pathwarden.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets Jazzer look for inputs that break a target, in a JVM of its own with a small heap. For one thread. */
public final class Fuzzer {

    private static final Path DIRECTORY = Path.of("target", "fuzz");
    private static final Pattern DONE = Pattern.compile("^Done (\\d+) runs in (\\d+) second", Pattern.MULTILINE);

    private final FuzzTarget target;
    private final Path work;
    private final Path log;

    public Fuzzer(FuzzTarget target) throws IOException {
        this.target = target;
        work = Files.createDirectories(DIRECTORY.resolve(target.text())).toAbsolutePath();
        log = work.resolve("log");
    }

    /**
     * Gives a target that many inputs, notes in {@code target/fuzz/runs.txt} how many ran, and leaves what it found beside it.
     *
     * @throws AssertionError if one broke it, or fewer ran
     */
    public void run(long runs) throws IOException, InterruptedException {
        String said = jazzer(List.of("-runs=" + runs), Files.createDirectories(work.resolve("corpus")), kept());
        Matcher done = DONE.matcher(said);
        if (!done.find() || Long.parseLong(done.group(1)) < runs) {
            throw new AssertionError(log + " does not say that " + runs + " inputs ran");
        }
        Files.writeString(DIRECTORY.resolve("runs.txt"), LocalDate.now() + " JDK " + Runtime.version().feature() + " " + target.text() + ": " + done.group(1) + " inputs in " + done.group(2) + " s\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Keeps, of what was kept and what the last run found, the inputs that together reach all that is reached. */
    public void merge() throws IOException, InterruptedException {
        // A directory of its own: Jazzer adds to what it finds there.
        Path merged = Files.createTempDirectory(work, "merged");
        jazzer(List.of("-merge=1"), merged, Files.createDirectories(work.resolve("corpus")), kept());
        Corpus.keep(target, merged);
    }

    private Path kept() throws IOException {
        Path kept = Files.createDirectories(work.resolve("kept"));
        int number = 0;
        for (Map.Entry<String, byte[]> input : Corpus.of(target).entrySet()) {
            Files.write(kept.resolve("kept-" + number++), input.getValue());
        }
        return kept;
    }

    private String jazzer(List<String> options, Path... directories) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + target.allowance().heapMegabytes() + "m", "-Xss1m",
                "-Dpathwarden.fuzz.targets=" + ((Enum<?>) target).getDeclaringClass().getName(), "-Dpathwarden.fuzz.target=" + target.name(),
                "-cp", absolute(System.getProperty("java.class.path")), "com.code_intelligence.jazzer.Jazzer", "--target_class=" + JazzerMain.class.getName(),
                "--instrumentation_includes=" + target.watched(), "-timeout=" + Bounded.SECONDS, "-rss_limit_mb=2048", "-max_len=16384"));
        command.addAll(options);
        for (Path directory : directories) {
            command.add(directory.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process process = builder.start();
        try {
            if (process.waitFor() != 0) {
                throw new AssertionError(target + " was broken; the input is in " + work + ", and what it did in " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    private static String absolute(String classPath) {
        return Stream.of(classPath.split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().toString()).collect(Collectors.joining(File.pathSeparator));
    }
}
