package dev.pathwarden.recorder.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Files of many steps, beside what else a trace could be kept in: what a step takes, how long sealing takes, and how long an answer. */
final class Storage {

    /** Steps of each run. */
    static final int STEPS = 1_000;

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double KILO = 1e3;
    private static final int TIMEOUT_MINUTES = 30;
    /** A journal is in memory while it is sealed, encoded. */
    private static final int MOST_SEALED = 1_000_000;

    private final Path java;
    private final Path directory;

    private Storage(Path java, Path directory) {
        this.java = java;
        this.directory = directory;
    }

    /** Measures files of that many steps. */
    static String measure(String jdk, Path home, int steps) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("pathwarden-bench");
        try {
            return new Storage(home.resolve("bin/java"), directory).measure(jdk, steps);
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }

    private String measure(String jdk, int steps) throws IOException, InterruptedException {
        int runs = steps / STEPS;
        Table sizes = new Table("What a step takes in a file of " + steps + " steps, each with about 200 bytes of texts (bytes)", "kept as", "bytes per step", "Pathwarden's snapshot / this");
        run("snapshot", "-Xmx1g", runs);
        run("archive", "-Xmx1g", runs);
        run("otlp", "-Xmx1g", runs);
        run("jfr", "-Xmx1g", runs);
        double snapshot = perStep("snapshot", steps);
        for (String[] file : new String[][] {{"Pathwarden's snapshot", "snapshot"}, {"Pathwarden's archive", "runs.pathwarden"}, {"OTLP protobuf, one zstd stream of level 3", "runs.otlp.zst"}, {"JFR", "runs.jfr"}}) {
            double bytes = perStep(file[1], steps);
            sizes.row(file[0], Table.number(bytes, 1), Table.number(snapshot / bytes, 2));
        }
        Table times = new Table("Sealing and reading these files, JDK " + jdk, "what", "milliseconds", "");
        int sealed = Math.min(steps, MOST_SEALED);
        run("journal", "-Xmx1g", sealed / STEPS);
        double[] seal = run("seal", "-Xmx3g", runs, "seal").get(0);
        times.row("journal of " + sealed + " steps to sealed snapshot", Table.number(seal[0] * MILLIS_PER_SECOND, 0),
                Table.number(sealed / seal[0] / KILO, 0) + " thousand steps per second, " + Table.number(sealed / seal[1] / KILO, 0) + " per second of CPU");
        for (String[] file : new String[][] {{"snapshot", "read"}, {"archive", "read-archive"}}) {
            List<String> lines = lines(file[1], "-Xmx300m", runs);
            times.row("new JVM to run table, " + file[0] + ", heap of 300 MB", Table.number(numbers(lines, "open").get(0)[0], 0), "");
            times.row("first run read, of 1,000 steps, " + file[0], Table.number(numbers(lines, "run").get(0)[0], 1), "");
            times.row("another run, " + file[0], Table.number(median(numbers(lines, "another-run")), 1), "median");
            List<double[]> filters = numbers(lines, "filter");
            times.row("operation and label, all steps, " + file[0], Table.number(median(filters), 0), "median; first " + Table.number(filters.get(0)[0], 0) + "; " + (long) filters.get(0)[1] + " found");
            List<double[]> conditions = numbers(lines, "condition");
            times.row("condition on operation, status and action, all steps, " + file[0], Table.number(median(conditions), 0), "median; first " + Table.number(conditions.get(0)[0], 0) + "; " + (long) conditions.get(0)[1] + " found");
            times.row("counts of all steps by the facets of the index, " + file[0], Table.number(median(numbers(lines, "counts")), 0), "median");
            List<double[]> texts = numbers(lines, "text");
            times.row("a word in all texts, " + file[0], Table.number(median(texts), 0), "median; first " + Table.number(texts.get(0)[0], 0) + "; " + (long) texts.get(0)[1] + " found");
        }
        return sizes + "\n" + times;
    }

    private double perStep(String file, int steps) throws IOException {
        return (double) StorageProgram.size(directory.resolve(file)) / steps;
    }

    private static double median(List<double[]> values) {
        return Table.median(values.stream().mapToDouble(value -> value[0]).toArray());
    }

    private List<double[]> run(String mode, String heap, int runs, String word) throws IOException, InterruptedException {
        return numbers(lines(mode, heap, runs), word);
    }

    private void run(String mode, String heap, int runs) throws IOException, InterruptedException {
        lines(mode, heap, runs);
    }

    private static List<double[]> numbers(List<String> lines, String word) {
        return lines.stream().map(line -> line.split(" ")).filter(words -> words[0].equals(word)).map(words -> Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray()).toList();
    }

    private List<String> lines(String mode, String heap, int runs) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        List<String> command = new ArrayList<>(List.of(java.toString(), heap, "--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), StorageProgram.class.getName(),
                mode, directory.toString(), Integer.toString(runs)));
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("the storage program did not end with " + mode);
        }
        if (process.exitValue() != 0) {
            throw new IOException("the storage program ended with " + process.exitValue() + " for " + mode);
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }
}
