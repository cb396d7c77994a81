package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCommandTest {

    @TempDir
    private Path directory;

    @BeforeEach
    void record() throws Exception {
        SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void inventory_listsWhatIsRecorded_kindByKind() {
        CliRun listed = CliRun.of("inventory", directory);

        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains("AGENT").contains("2026-09-21 14:13:20");
        assertThat(listed.out().lines()).allSatisfy(line -> {
            assertThat(line.length()).isLessThanOrEqualTo(100);
            assertThat(line.chars()).noneMatch(c -> c < ' ');
        });
    }

    @Test
    void inventory_asJson_givesConditionsThatFindTheSteps() {
        List<?> items = (List<?>) ((Map<?, ?>) JsonText.parse(CliRun.of("inventory", directory, "--json").out(), 1 << 20)).get("items");

        assertThat(items).isNotEmpty();
        for (Object item : items) {
            Map<?, ?> each = (Map<?, ?>) item;
            CliRun found = CliRun.of("find", directory, "--where", each.get("where").toString(), "--json");
            assertThat(((Map<?, ?>) JsonText.parse(found.out(), 1 << 20)).get("total")).as("%s", each).isEqualTo(each.get("steps"));
        }
    }

    @Test
    void inventory_ofAKindThatIsNone_saysWhichThereAre() {
        CliRun listed = CliRun.of("inventory", directory, "--kind", "planet");

        assertThat(listed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(listed.err()).contains("There is no kind 'planet'; there are agent, model, tool,");
    }
}
