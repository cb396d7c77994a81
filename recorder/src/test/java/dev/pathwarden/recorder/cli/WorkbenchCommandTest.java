package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchCommandTest {

    @TempDir
    private Path directory;

    @Test
    void workbench_withoutADisplay_saysWhatToDo() throws Exception {
        CliRun run = CliRun.of("workbench", SampleJournal.write(directory.resolve("journal")));

        assertThat(run.code()).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(run.err()).isEqualTo("pathwarden: There is no display: set DISPLAY or WAYLAND_DISPLAY, or write pictures with --pictures DIR." + System.lineSeparator());
    }

    @Test
    void workbench_ofNoSnapshot_endsBeforeAWindowOpens() {
        CliRun run = CliRun.of(Terminal.NONE, Map.of("DISPLAY", ":99"), "workbench", directory.resolve("none"));

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err().lines()).singleElement().asString().contains("none");
    }
}
