package dev.pathwarden.policies.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer looks for inputs that break a target, in a JVM of its own with a small heap: {@code ./mvnw -Pdeep -pl policies -am -Dtest=FuzzTest -Dsurefire.failIfNoSpecifiedTests=false test}. {@code -Dpathwarden.fuzz.runs=N} sets how many inputs each target gets, by default so
 * many that all together get a million. What ran is in {@code target/fuzz/runs.txt}; what was found, beside it.
 */
@EnabledIfSystemProperty(named = "pathwarden.deep", matches = "true")
class FuzzTest {

    private static final long ALL_RUNS = 1_000_000;
    private static final Path DIRECTORY = Path.of("target", "fuzz");
    private static final Pattern DONE = Pattern.compile("^Done (\\d+) runs in (\\d+) second", Pattern.MULTILINE);

    @ParameterizedTest
    @EnumSource(Target.class)
    void target_givenManyInputs_isNotBroken(Target target) throws Exception {
        long runs = Long.getLong("pathwarden.fuzz.runs", ALL_RUNS / Target.values().length);
        Path work = Files.createDirectories(DIRECTORY.resolve(target.text())).toAbsolutePath();
        Path log = work.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command(target, runs, work)).directory(work.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        Process jazzer = builder.start();
        try {
            int code = jazzer.waitFor();
            String text = Files.readString(log, java.nio.charset.StandardCharsets.ISO_8859_1);
            Matcher done = DONE.matcher(text);
            assertThat(code).as("%s was broken; the input is in %s, and what it did in %s", target, work, log).isZero();
            assertThat(done.find()).as("%s says how many inputs ran", log).isTrue();
            Files.writeString(DIRECTORY.resolve("runs.txt"), LocalDate.now() + " JDK " + Runtime.version().feature() + " " + target.text() + ": " + done.group(1) + " inputs in " + done.group(2) + " s\n",
                    StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            assertThat(Long.parseLong(done.group(1))).isGreaterThanOrEqualTo(runs);
        } finally {
            jazzer.destroyForcibly();
        }
    }

    private static List<String> command(Target target, long runs, Path work) throws IOException {
        Path kept = Files.createDirectories(work.resolve("kept"));
        int number = 0;
        for (Map.Entry<String, byte[]> input : Corpus.of(target).entrySet()) {
            Files.write(kept.resolve("kept-" + number++), input.getValue());
        }
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-Xss1m", "-Dpathwarden.fuzz.target=" + target.name(),
                "-cp", absolute(System.getProperty("java.class.path")), "com.code_intelligence.jazzer.Jazzer", "--target_class=" + JazzerMain.class.getName(), "--instrumentation_includes=dev.pathwarden.**:dev.cel.parser.**:org.snakeyaml.**",
                "-runs=" + runs, "-timeout=" + Bounded.SECONDS, "-rss_limit_mb=2048", "-max_len=16384"));
        command.add(Files.createDirectories(work.resolve("corpus")).toString());
        command.add(kept.toString());
        return command;
    }

    private static String absolute(String classPath) {
        return String.join(File.pathSeparator, java.util.stream.Stream.of(classPath.split(File.pathSeparator)).map(entry -> Path.of(entry).toAbsolutePath().toString()).toList());
    }
}
