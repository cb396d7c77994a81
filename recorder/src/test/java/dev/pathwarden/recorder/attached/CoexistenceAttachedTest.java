package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.recorder.attached.program.Carrying;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Beside the agents that people have already, loaded before ours and behind it: the program ends well, every hook is live, and nothing is missing from the run. */
class CoexistenceAttachedTest {

    private static final List<String> QUIET = List.of("-Dotel.traces.exporter=none", "-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none", "-Ddd.trace.agent.url=http://127.0.0.1:8126",
            "-Ddd.instrumentation.telemetry.enabled=false", "-Ddd.remote_config.enabled=false", "-Ddd.jmxfetch.enabled=false", "-Ddd.crashtracking.enabled=false", "-Ddd.trace.startup.logs=false");

    @ParameterizedTest
    @CsvSource({"opentelemetry-javaagent, true", "opentelemetry-javaagent, false", "dd-java-agent, true", "dd-java-agent, false"})
    void run_besideAnotherAgent_isWhole(String other, boolean otherFirst, @TempDir Path directory) throws Exception {
        Path jar = Path.of("target", "peers", other + ".jar").toAbsolutePath();
        assertThat(jar).isNotEmptyFile();
        WatchedJvm jvm = new WatchedJvm(directory).option("agent", Carrying.class.getName() + ".agent").option("require", "all");
        QUIET.forEach(jvm::jvmArgument);

        WatchedJvm.Ended ended = (otherFirst ? jvm.behind(jar) : jvm.before(jar)).run(Carrying.class, directory);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).endsWith("end");
        assertThat(ended.process().hooks()).filteredOn(hook -> Boolean.FALSE.equals(hook.live())).extracting(HookState::hook, HookState::detail).isEmpty();
        assertThat(ended.process().hooks()).extracting(HookState::detail).noneMatch(detail -> detail.contains("had faults"));
        Set<String> made;
        try (var files = Files.list(directory)) {
            made = files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("in-")).collect(Collectors.toCollection(TreeSet::new));
        }
        Step root = ended.steps().get(0);
        List<Step> writes = ended.steps().stream().filter(step -> step.operation() == Operation.DATA_FILE_WRITE).toList();
        assertThat(writes).extracting(Step::name).containsExactlyInAnyOrderElementsOf(made).hasSizeGreaterThan(15);
        assertThat(writes).allSatisfy(step -> assertThat(step.parent()).isEqualTo(root.id()));
        assertThat(ended.process().dropped()).isZero();
    }
}
