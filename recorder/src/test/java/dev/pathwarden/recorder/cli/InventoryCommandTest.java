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
    void inventory_sinceAnEarlierSnapshot_listsWhatThatDoesNotHave() throws Exception {
        Path later = SampleJournal.write(directory.resolve("later"));
        SampleJournal.startPrograms(later, SampleJournal.ALLOWED);

        CliRun listed = CliRun.of("inventory", later, "--since", directory.resolve("journal"));
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).startsWith("New beside ").contains(": 0 of 2 runs, ").contains("OPERATION").contains("code.process").doesNotContain("AGENT").doesNotContain("data.sql");
        assertThat(listed.out().lines()).allSatisfy(line -> assertThat(line.chars()).noneMatch(c -> c < ' '));
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("inventory", later, "--since", directory.resolve("journal"), "--kind", "operation", "--json").out(), 1 << 20);
        assertThat((List<?>) json.get("items")).singleElement().satisfies(item -> assertThat(((Map<?, ?>) item).get("where")).isEqualTo("step.operation == 'code.process'"));
        assertThat((List<?>) json.get("runs")).isEmpty();

        assertThat(CliRun.of("inventory", directory.resolve("journal"), "--since", later).out()).startsWith("Nothing is new beside ");
        assertThat(CliRun.of("inventory", later, "--since", directory.resolve("nowhere")).code()).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void inventory_ofAKindThatIsNone_saysWhichThereAre() {
        CliRun listed = CliRun.of("inventory", directory, "--kind", "planet");

        assertThat(listed.code()).isEqualTo(ExitCode.USAGE);
        assertThat(listed.err()).contains("There is no kind 'planet'; there are agent, model, tool,");
    }
}
