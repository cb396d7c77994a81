package dev.pathwarden.recorder.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolMemoryTest {

    private static final String ONE = "0".repeat(32);
    private static final String OTHER = "1".repeat(32);

    @TempDir
    private Path directory;

    @Test
    void remember_ofCallsThatWereLetThrough_isForTheOwnerOnly() throws IOException {
        Path file = ToolMemory.file(Map.of("XDG_CONFIG_HOME", directory.toString()));
        Files.createDirectories(file.getParent());
        remember(file, run(call(ONE, 100, Status.OK), call(ONE, 200, Status.ERROR)));
        assertThat(Files.readString(file)).isEqualTo(ONE + " 100 notes note\n");

        remember(file, run(call(OTHER, 300, Status.BLOCKED)));
        assertThat(Files.readString(file)).as("what a guardrail refused is not what was let through").isEqualTo(ONE + " 100 notes note\n");

        remember(file, run(call(OTHER, 400, Status.OK)));
        assertThat(Files.readString(file)).isEqualTo(OTHER + " 100 notes note\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void remember_ofRunsWithoutSuchCalls_makesNoFile() throws IOException {
        Path file = directory.resolve("mcp-tools");
        Step sql = Step.of(new RunId(1, 1), new StepId(1), Operation.DATA_SQL, "x").build();
        remember(file, run(new RecordedStep(sql, null, null, 0, -1)));

        assertThat(file).doesNotExist();
    }

    private static RecordedStep call(String definition, long seconds, Status status) {
        Step step = Step.of(new RunId(1, 1), new StepId(seconds), Operation.MCP_CALL, "note").startNanos(seconds * 1_000_000_000L)
                .fact(Field.MCP_SERVER, "notes").fact(Field.TOOL_NAME, "note").fact(Field.MCP_DEFINITION, definition).build();
        return new RecordedStep(step, null, new Outcome(0, 1L, status, null, null, Facts.NONE, Set.of()), 0, 1);
    }

    private static RecordedRun run(RecordedStep... steps) {
        return new RecordedRun(new Run(new RunId(1, 1), null, null, null, Status.OK, null, null, Map.of()), List.of(steps), List.of());
    }

    private static void remember(Path file, RecordedRun run) throws IOException {
        ToolMemory memory = new ToolMemory();
        memory.add(run);
        memory.remember(file);
    }
}
