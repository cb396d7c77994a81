package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo.HookState;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the recording of {@link JdbcProgram} says of the statements it sent to H2. */
class JdbcRecordedTest {

    @TempDir
    static Path directory;
    static Recording recording;

    @BeforeAll
    static void runTheProgram() throws Exception {
        Files.writeString(directory.resolve("between.txt"), "nothing of note");
        Path out = directory.resolve("record");
        WatchedJvm jvm = WatchedJvm.run(directory, List.of(Recording.agent(out, "scope=process")), JdbcProgram.class);
        assertThat(jvm.exitCode()).as(jvm.printed()).isZero();
        assertThat(jvm.printed()).contains("updated 1", "failed as it should");
        assertThat(out).as(jvm.printed()).exists();
        recording = Recording.in(out);
    }

    @Test
    void query_recordsTextTablesColumnsAndTheRowsThatWereRead() {
        RecordedStep query = sql("SELECT id, mail FROM people ORDER BY id");

        assertThat(query.step().facts().asMap()).containsEntry(Field.SQL_TABLES, List.of("people")).containsEntry(Field.SQL_COLUMNS, List.of("id", "mail")).containsEntry(Field.SQL_WRITES, false);
        assertThat(query.outcome().result()).isEqualTo(List.of(
                Map.of("ID", 1L, "MAIL", "person1@example.com"), Map.of("ID", 2L, "MAIL", "person2@example.com"), Map.of("ID", 3L, "MAIL", "person3@example.com")));
        assertThat(Recording.outcomeFact(query, Field.SQL_ROWS)).isEqualTo(3L);
        assertThat(query.outcome().status()).isEqualTo(Status.OK);
    }

    @Test
    void preparedQuery_recordsTheTextItWasPreparedFromAndItsValues() {
        RecordedStep query = sql("SELECT mail FROM people WHERE id = ?");

        assertThat(query.step().arguments()).containsEntry("binds", Map.of("1", 2L));
        assertThat(query.outcome().result()).isEqualTo(List.of(Map.of("MAIL", "person2@example.com")));
    }

    @Test
    void batch_isOneStepWithItsEntries() {
        RecordedStep batch = sql("INSERT INTO people VALUES (?, ?)");

        assertThat(batch.step().arguments()).containsEntry("batchSize", 3L).extractingByKey("batch").asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains(List.of(2L, "person2@example.com"));
        assertThat(Recording.fact(batch, Field.SQL_WRITES)).isEqualTo(true);
        assertThat(Recording.outcomeFact(batch, Field.SQL_ROWS)).isEqualTo(3L);
    }

    @Test
    void execute_whoseResultIsFetchedLater_recordsItsRows() {
        assertThat(sql("SELECT COUNT(*) AS n FROM people").outcome().result()).isEqualTo(List.of(Map.of("N", 3L)));
    }

    @Test
    void rows_readBeforeAnotherStep_areOnThePathWhenThatStepIsDecided() {
        String text = "SELECT mail FROM people WHERE id > 1 ORDER BY id";
        List<RecordedStep> reads = recording.steps(Operation.DATA_SQL).stream().filter(step -> text.equals(step.step().arguments().get("sql"))).toList();
        List<RecordedStep> files = recording.steps(Operation.DATA_FILE_READ).stream().filter(step -> step.step().name().equals("between.txt")).toList();

        assertThat(reads).extracting(step -> step.outcome().result())
                .startsWith(List.of(Map.of("MAIL", "person2@example.com")), List.of(Map.of("MAIL", "person3@example.com")));
        assertThat(reads.get(1).step().links()).singleElement().satisfies(link -> {
            assertThat(link.kind()).isEqualTo(LinkKind.CONTINUES);
            assertThat(link.step()).isEqualTo(reads.get(0).step().id());
        });
        assertThat(reads.get(0).outcome().ticket()).isLessThan(files.get(0).decision().ticket());
        assertThat(reads.get(1).outcome().ticket()).isBetween(files.get(0).decision().ticket(), files.get(1).decision().ticket());
    }

    @Test
    void update_recordsHowManyRowsChanged() {
        assertThat(Recording.outcomeFact(sql("UPDATE people SET mail = 'x@example.com' WHERE id = 1"), Field.SQL_ROWS)).isEqualTo(1L);
    }

    @Test
    void failedStatement_recordsTheError() {
        RecordedStep failed = sql("SELECT * FROM nowhere");

        assertThat(failed.outcome().status()).isEqualTo(Status.ERROR);
        assertThat(failed.outcome().error()).contains("NOWHERE");
    }

    @Test
    void hook_isLiveOnceADriverIsLoaded_andUndecidedForLibrariesThatAreNot() {
        List<HookState> hooks = recording.processes().get(0).hooks();

        assertThat(hooks).contains(new HookState("jdbc", true, ""), new HookState("langchain4j.tool", null, ""));
    }

    private static RecordedStep sql(String text) {
        List<RecordedStep> found = recording.steps(Operation.DATA_SQL).stream().filter(step -> text.equals(step.step().arguments().get("sql"))).toList();
        assertThat(found).as(text).hasSize(1);
        return found.get(0);
    }
}
