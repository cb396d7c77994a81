package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

    @TempDir
    private Path directory;
    private Path journal;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void diff_ofTwoRuns_marksWhatDiffers() {
        CliRun run = CliRun.of("diff", journal, "1", "2");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("LEFT 11000000").contains("RIGHT 22000000").contains("  data.sql customers").contains("~ [blocked] data.file.write").contains("blocked")
                .contains("2 same, 1 changed, 0 only left, 0 only right.");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void diff_asJson_hasRowsAndASummary() {
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("diff", journal, "1", "2", "--json").out(), 1 << 20);

        assertThat(json.get("summary")).isEqualTo(Map.of("same", 2L, "changed", 1L, "added", 0L, "removed", 0L));
        assertThat((List<?>) json.get("rows")).hasSize(3).allSatisfy(row -> assertThat(((Map<?, ?>) row).keySet()).hasToString("[kind, left, right, deltas]"));
    }

    @Test
    void diff_againstAll_saysWhatIsUnusual_inWordsAndAsJson() throws Exception {
        SampleJournal.startPrograms(directory.resolve("journal"), SampleJournal.STOPPED);

        CliRun run = CliRun.of("diff", journal, "1", "--against-all");
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("diff", journal, "1", "--against", "step.operation == 'data.sql'", "--json").out(), 1 << 20);

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Run 11000000").contains("Beside 1 other run, ").contains("With so few runs").contains("code.process sh").contains("such a step is not in the only other run");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        assertThat(json.keySet()).hasToString("[run, others, summary, steps, missing, outliers]");
        assertThat(((Map<?, ?>) ((List<?>) json.get("steps")).get(0)).get("operation")).isEqualTo("code.process");
    }

    @Test
    void diff_withoutAnythingToCompareWith_isOneSentence() {
        assertThat(CliRun.of("diff", journal, "1").err().lines()).singleElement().asString().contains("Name a second RUN");
        assertThat(CliRun.of("diff", journal, "1", "2", "--against-all").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CliRun.of("diff", journal, "1", "--against", "step.name == 'nothing'").err().lines()).singleElement().asString().contains("The condition holds for no step of another run");
    }
}
