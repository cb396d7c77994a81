package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunCommandTest {

    private static final String DRAFT = """
            id: hold-customers
            title: Hold what reads customers
            on: [data.sql]
            when: step.name == 'customers'
            action: hold
            mode: audit
            message: "{step.name} was asked for"
            """;

    @TempDir
    private Path directory;
    private Path journal;
    private Path drafts;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
        drafts = Files.createDirectory(directory.resolve("drafts"));
        Files.writeString(drafts.resolve("hold-customers.yaml"), DRAFT);
    }

    @Test
    void dryRun_ofTheShippedPack_findsTheWriteInBothRuns() {
        CliRun run = CliRun.of("dry-run", journal);

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("over 2 runs with 6 steps").containsSubsequence("COVERAGE", "personal-data-to-plaintext-file", "Run " + SampleJournal.STOPPED, "block",
                "data.file.write #0", "Run " + SampleJournal.ALLOWED, "Steps these guardrails would have acted on: 2 block, 0 hold", "is not known.");
        assertThat(run.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void dryRun_asJson_hasTheWrittenShape() {
        Map<?, ?> json = json("dry-run", "--policies", drafts, journal, "--json");

        assertThat(List.copyOf(json.keySet()).toString()).isEqualTo("[runs, summary, coverage, seconds]");
        assertThat(json.get("summary")).isEqualTo(Map.of("runs", 2L, "steps", 6L, "block", 0L, "hold", 2L, "sandbox", 0L, "redact", 0L, "alert", 0L, "notEvaluated", 0L));
        Map<?, ?> first = (Map<?, ?>) ((List<?>) json.get("runs")).get(0);
        assertThat(first.get("id")).isEqualTo(SampleJournal.STOPPED.toString());
        assertThat(first.get("steps")).isEqualTo(3L);
        assertThat(first.get("decisions")).isEqualTo(List.of(Map.of("step", SampleJournal.QUERY.toString(), "operation", "data.sql", "ordinal", 0L, "name", "customers",
                "guardrail", "hold-customers", "verdict", "escalate", "action", "hold", "mode", "audit")));
        assertThat((Map<?, ?>) ((List<?>) json.get("coverage")).get(0)).extracting(Map::keySet).hasToString("[guardrail, applicable, evaluated, fired, missing]");
        assertThat(json.get("seconds")).isInstanceOf(Double.class);
    }

    @Test
    void dryRun_againstOthers_listsFlipsBothWays() {
        CliRun text = CliRun.of("dry-run", "--policies", drafts, "--against", Path.of("../policies/pack").toAbsolutePath().normalize(), journal);
        Map<?, ?> json = json("dry-run", "--policies", drafts, "--against", Path.of("../policies/pack"), journal, "--json");

        assertThat(text.out()).contains("4 steps decided otherwise, 2 newly stopped, 2 no longer stopped").contains("allow -> hold").contains("block -> allow");
        assertThat(((List<?>) json.get("flips")).size()).isEqualTo(4);
        assertThat(((List<?>) json.get("flips")).contains(Map.of("run", SampleJournal.STOPPED.toString(), "step", SampleJournal.QUERY.toString(), "operation", "data.sql",
                "ordinal", 0L, "name", "customers", "before", "allow", "after", "hold"))).isTrue();
    }

    @Test
    void failOn_thatHolds_endsWith1AfterTheResult() {
        CliRun fails = CliRun.of("dry-run", "--fail-on", "hold>5, block>1", journal);
        CliRun passes = CliRun.of("dry-run", "--fail-on", "block>2", journal);

        assertThat(fails.code()).isEqualTo(ExitCode.CHECK);
        assertThat(fails.out()).contains("2 block");
        assertThat(fails.err()).isEqualTo("pathwarden: The condition of --fail-on holds: block>1 (block is 2)." + System.lineSeparator());
        assertThat(passes.code()).isZero();
    }

    @Test
    void failOn_thatIsNoCondition_isAWrongCommandLine() {
        assertThat(CliRun.of("dry-run", "--fail-on", "many", journal)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("'many' is no condition").contains("block>0");
        });
        assertThat(CliRun.of("dry-run", "--fail-on", "blocks>0", journal)).satisfies(run -> {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("knows no count 'blocks'");
            assertThat(run.out()).isEmpty();
        });
    }

    @Test
    void dryRun_withABrokenGuardrail_triesTheOthersAndEndsWith3() throws Exception {
        Files.writeString(drafts.resolve("broken.yaml"), "id: broken\ntitle: Broken\non: [data.sql]\nwhen: step.sql.txt == 'x'\naction: block\nmode: audit\n");

        CliRun run = CliRun.of("dry-run", "--policies", drafts, journal);

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("broken.yaml:4:").contains("left out");
        assertThat(run.out()).contains("2 hold");
    }

    @Test
    void dryRun_ofNoSnapshot_isOneSentence() {
        CliRun run = CliRun.of("dry-run", directory.resolve("none"));

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
    }

    private static Map<?, ?> json(Object... arguments) {
        return (Map<?, ?>) JsonText.parse(CliRun.of(arguments).out(), 1 << 20);
    }
}
