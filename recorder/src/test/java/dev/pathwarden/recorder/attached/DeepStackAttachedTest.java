package dev.pathwarden.recorder.attached;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.recorder.attached.program.DeepStack;
import dev.pathwarden.recorder.attached.program.Stopping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that lets its stack end within a hook: what happens then is recorded, what is forbidden does not happen, and the thread is none the worse for it. */
class DeepStackAttachedTest {

    private static final int STOP_DOES_NOTHING = 20;
    private static final String FORBIDDEN = Blocking.of("forbidden", "data.file.write", "step.name.startsWith('forbidden')");

    @Test
    void effectsAtTheEndOfTheStack_areRecordedAndStopped_likeAnyOther(@TempDir Path directory) throws Exception {
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", DeepStack.class.getName() + ".agent").guardrails(FORBIDDEN).run(DeepStack.class, files);

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.lines()).contains("refused after", "outside done").noneMatch(line -> line.endsWith("was not deep enough"));
        List<Step> steps = ended.steps();
        Set<String> written = steps.stream().filter(step -> step.operation() == Operation.DATA_FILE_WRITE).map(Step::name).collect(Collectors.toSet());
        assertThat(names(files, "free-")).hasSizeGreaterThan(100).isSubsetOf(written);
        assertThat(names(files, "forbidden")).isEmpty();
        assertThat(names(files, "outside")).hasSizeGreaterThan(100);
        assertThat(names(files, "touched-")).isNotEmpty().isSubsetOf(steps.stream().filter(step -> step.operation() == Operation.CODE_PROCESS)
                .map(step -> step.arguments().toString().replaceAll("(?s).*(touched-[0-9]+).*", "$1")).collect(Collectors.toSet()));
        int heard = ended.lines().stream().filter(line -> line.startsWith("heard ")).mapToInt(line -> Integer.parseInt(line.substring("heard ".length()))).findFirst().orElseThrow();
        assertThat(heard).isPositive().isLessThanOrEqualTo((int) steps.stream().filter(step -> step.operation() == Operation.DATA_NET).count());
        StepId agent = steps.stream().filter(step -> step.operation() == Operation.AGENT_INVOKE).findFirst().orElseThrow().id();
        assertThat(steps).filteredOn(step -> step.name().equals("after") || step.name().startsWith("free-") && "create".equals(step.facts().get(Field.FILE_CHANGE)))
                .allSatisfy(step -> assertThat(step.parent()).isEqualTo(agent));
    }

    @Test
    void effectsOfThreadsThatAreStopped_areRecordedLikeAnyOther(@TempDir Path directory) throws Exception {
        Assumptions.assumeTrue(Runtime.version().feature() < STOP_DOES_NOTHING, "from Java 20 on threads cannot be stopped");
        Path files = Files.createDirectory(directory.resolve("files"));
        WatchedJvm.Ended ended = new WatchedJvm(directory).option("agent", Stopping.class.getName() + ".agent").guardrails(FORBIDDEN).run(Stopping.class, files);

        assertThat(ended.lines()).contains("over");
        Set<String> written = ended.steps().stream().filter(step -> step.operation() == Operation.DATA_FILE_WRITE).map(Step::name).collect(Collectors.toSet());
        assertThat(names(files, "stopped-")).hasSizeGreaterThan(100).isSubsetOf(written);
    }

    private static List<String> names(Path directory, String prefix) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(prefix)).toList();
        }
    }
}
