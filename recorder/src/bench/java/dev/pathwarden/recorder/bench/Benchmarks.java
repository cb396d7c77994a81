package dev.pathwarden.recorder.bench;

import dev.pathwarden.policies.dryrun.DryRunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the benchmarks and prints their tables: {@code ./mvnw -Pbench -pl recorder -am}, with {@code -Dbench=startup,step} for some of them.
 *
 * <p>Needs a machine that does nothing else. The system properties are set by the build: {@code bench.target} and {@code bench.classpath}.
 */
public final class Benchmarks {

    private static final List<String> ALL = List.of("startup", "step", "trust", "decide", "dryrun", "load", "detect", "effects", "threads", "storage");
    private static final int OTHER_JDK = 25;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double[] PERCENTILES = {50, 99, 99.9};

    private Benchmarks() {
    }

    /** Runs those that {@code bench} names, all without. */
    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(System.getProperty("bench", String.join(",", ALL)).split(","));
        if (!ALL.containsAll(wanted)) {
            System.err.println("bench=" + String.join(",", wanted) + " names a benchmark that there is not; there are " + String.join(", ", ALL));
            System.exit(2);
        }
        int rounds = Integer.getInteger("bench.rounds", 9);
        Map<String, Path> jdks = jdks();
        Path bundle = Files.createTempFile("pathwarden-bench", ".bundle");
        Files.write(bundle, HundredGuardrails.bundle());
        List<String> tables = new ArrayList<>();
        if (wanted.contains("startup")) {
            tables.add(StartUp.measure(jdks, rounds));
        }
        if (wanted.contains("step")) {
            tables.add(step(jdks));
        }
        if (wanted.contains("trust")) {
            tables.add(trust(jdks));
        }
        if (wanted.contains("decide")) {
            tables.add(decide(jdks));
        }
        if (wanted.contains("dryrun")) {
            tables.add(dryRun(jdks));
        }
        if (wanted.contains("load")) {
            tables.add(load(jdks));
        }
        if (wanted.contains("detect")) {
            tables.add(detect(jdks));
        }
        if (wanted.contains("effects")) {
            tables.add(Effects.measure(jdks, bundle, Math.max(3, rounds / 3)));
        }
        if (wanted.contains("threads")) {
            tables.add(ManyThreads.measure(jdks, bundle));
        }
        if (wanted.contains("storage")) {
            Map.Entry<String, Path> jdk = jdks.entrySet().iterator().next();
            tables.add(Storage.measure(jdk.getKey(), jdk.getValue(), Integer.getInteger("bench.steps", 1_000_000)));
        }
        Files.delete(bundle);
        tables.forEach(table -> System.out.println("\n" + table));
    }

    /** This JVM's JDK, and the first 25 or later in the usual places. */
    private static Map<String, Path> jdks() throws IOException {
        Map<String, Path> jdks = new LinkedHashMap<>();
        jdks.put(Integer.toString(Runtime.version().feature()), Path.of(System.getProperty("java.home")));
        for (Path parent : List.of(Path.of("/usr/lib/jvm"), Path.of("/opt"), Path.of(System.getProperty("user.home"), ".jdks"))) {
            if (Files.isDirectory(parent)) {
                try (Stream<Path> homes = Files.list(parent)) {
                    homes.sorted().filter(home -> version(home) >= OTHER_JDK).findFirst().ifPresent(home -> jdks.putIfAbsent(Integer.toString(version(home)), home));
                }
            }
        }
        return jdks;
    }

    private static int version(Path home) {
        try {
            for (String line : Files.readAllLines(home.resolve("release"))) {
                if (line.startsWith("JAVA_VERSION=")) {
                    return Integer.parseInt(line.replaceAll("[^0-9.]", "").split("[.]")[0]);
                }
            }
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
        return 0;
    }

    private static String detect(Map<String, Path> jdks) throws RunnerException {
        Table table = new Table("Looking for personal data and secrets, and taking fingerprints (microseconds)", "JDK", "text", "labels of 10 KB", "bytes made for it", "fingerprints of 1 KB");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Options options = new OptionsBuilder().include(DetectBenchmark.class.getName()).jvm(jdk.getValue().resolve("bin/java").toString()).addProfiler(GCProfiler.class).build();
            Map<String, RunResult> results = new LinkedHashMap<>();
            for (RunResult result : new Runner(options).run()) {
                results.put(result.getParams().getParam("text") + ' ' + result.getPrimaryResult().getLabel(), result);
            }
            for (String text : DetectBenchmark.TEXTS) {
                RunResult labels = results.get(text + " labels");
                double winnow = results.get(text + " winnow").getPrimaryResult().getScore() / DetectBenchmark.LENGTH * 1_024;
                table.row(jdk.getKey(), text, Table.number(labels.getPrimaryResult().getScore() / NANOS_PER_MICRO, 1),
                        Table.number(labels.getSecondaryResults().get("gc.alloc.rate.norm").getScore(), 0), Table.number(winnow / NANOS_PER_MICRO, 2));
            }
        }
        return table.toString();
    }

    private static String trust(Map<String, Path> jdks) throws RunnerException {
        Table table = new Table("One step in the trust context, with 1 KB, 10,000-step runs (microseconds)", "JDK", "the 1 KB is its", "p50", "p99", "p99.9", "mean");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Options options = new OptionsBuilder().include(TrustBenchmark.class.getName()).jvm(jdk.getValue().resolve("bin/java").toString()).jvmArgs("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch").build();
            for (RunResult result : new Runner(options).run()) {
                table.row(row(jdk.getKey(), result.getParams().getParam("where"), result.getPrimaryResult().getStatistics()));
            }
        }
        return table.toString();
    }

    private static String dryRun(Map<String, Path> jdks) throws RunnerException {
        Table table = new Table("Dry run of a run of " + DryRunBenchmark.STEPS + " steps under 100 guardrails, one thread (thousand steps per second)", "JDK", "as live", "whole path, facts found anew");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Options options = new OptionsBuilder().include(DryRunBenchmark.class.getName()).jvm(jdk.getValue().resolve("bin/java").toString()).shouldFailOnError(true)
                    .jvmArgs("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch", "--patch-module", "java.base=" + System.getProperty("bench.target") + "/gate-classes").build();
            Map<String, String> rates = new LinkedHashMap<>();
            for (RunResult result : new Runner(options).run()) {
                rates.put(result.getParams().getParam("mode"), Table.number(DryRunBenchmark.STEPS / result.getPrimaryResult().getScore(), 0));
            }
            table.row(jdk.getKey(), rates.get(DryRunMode.AS_LIVE.name()), rates.get(DryRunMode.WHOLE_PATH.name()));
        }
        return table.toString();
    }

    private static String load(Map<String, Path> jdks) throws RunnerException, IOException {
        Path bundle = Files.createTempFile("pathwarden-bench", ".bundle");
        Files.write(bundle, HundredGuardrails.bundle(LoadBenchmark.GUARDRAILS / 10));
        Table table = new Table("Reading a bundle of 1,000 guardrails (" + Files.size(bundle) / 1_024 + " KB) in a new JVM (milliseconds)", "JDK", "median", "slowest");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Options options = new OptionsBuilder().include(LoadBenchmark.class.getName()).jvm(jdk.getValue().resolve("bin/java").toString()).jvmArgs("-Dbench.bundle=" + bundle).build();
            for (RunResult result : new Runner(options).run()) {
                Statistics statistics = result.getPrimaryResult().getStatistics();
                table.row(jdk.getKey(), Table.number(statistics.getPercentile(50), 0), Table.number(statistics.getMax(), 0));
            }
        }
        Files.delete(bundle);
        return table.toString();
    }

    private static String decide(Map<String, Path> jdks) throws RunnerException {
        Table table = new Table("One decision of 100 guardrails at the end of a run of 10,000 steps (microseconds)", "JDK", "by", "p50", "p99", "p99.9", "mean");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Options options = new OptionsBuilder().include(DecideBenchmark.class.getName()).jvm(jdk.getValue().resolve("bin/java").toString()).jvmArgs("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch").build();
            for (RunResult result : new Runner(options).run()) {
                table.row(row(jdk.getKey(), result.getPrimaryResult().getLabel(), result.getPrimaryResult().getStatistics()));
            }
        }
        return table.toString();
    }

    private static String[] row(String jdk, String what, Statistics statistics) {
        List<String> row = new ArrayList<>(List.of(jdk, what));
        for (double percentile : PERCENTILES) {
            row.add(String.format(Locale.ROOT, "%.1f", statistics.getPercentile(percentile) / NANOS_PER_MICRO));
        }
        row.add(String.format(Locale.ROOT, "%.1f", statistics.getMean() / NANOS_PER_MICRO));
        return row.toArray(String[]::new);
    }

    private static String step(Map<String, Path> jdks) throws RunnerException, IOException {
        Table table = new Table("One step, hook to journal, 1 KB of arguments, 10,000-step runs (microseconds)", "JDK", "guardrails", "p50", "p99", "p99.9", "mean");
        for (Map.Entry<String, Path> jdk : jdks.entrySet()) {
            Options options = new OptionsBuilder().include(StepBenchmark.class.getName()).jvm(jdk.getValue().resolve("bin/java").toString())
                    .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch", "--patch-module", "java.base=" + System.getProperty("bench.target") + "/gate-classes").build();
            for (RunResult result : new Runner(options).run()) {
                table.row(row(jdk.getKey(), result.getParams().getParam("guardrails"), result.getPrimaryResult().getStatistics()));
            }
        }
        return table.toString();
    }
}
