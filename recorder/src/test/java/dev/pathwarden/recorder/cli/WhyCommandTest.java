package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhyCommandTest {

    @TempDir
    private Path directory;
    private Path journal;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void why_ofARun_startsAtTheStoppedStep() {
        CliRun run = CliRun.of("why", journal, "1");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Why step 3 data.file.write customers").contains("[blocked]").contains("block by unencrypted-personal-data (enforce)")
                .contains("1. step 2 data.sql customers");
    }

    @Test
    void why_whereNothingWasStopped_startsAtTheStepThatChangedSomething() {
        Map<?, ?> json = json(CliRun.of("why", journal, "2", "--json"));

        assertThat(json.get("target")).isEqualTo(SampleJournal.WRITE.toString());
    }

    @Test
    void why_asJson_hasTheWrittenShape() {
        Map<?, ?> json = json(CliRun.of("why", journal, "1", "3", "--json"));

        assertThat(List.copyOf(json.keySet()).toString()).isEqualTo("[target, causes]");
        assertThat((List<?>) json.get("causes")).isNotEmpty().allSatisfy(cause -> assertThat(((Map<?, ?>) cause).keySet()).hasToString("[rank, step, certainty, spans]"));
    }

    @Test
    void why_ofAStepThatIsNotThere_isOneSentence() {
        CliRun run = CliRun.of("why", journal, "1", "77");

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err().lines()).singleElement().asString().contains("no step '77'");
    }

    private static Map<?, ?> json(CliRun run) {
        return (Map<?, ?>) JsonText.parse(run.out(), 1 << 20);
    }
}
