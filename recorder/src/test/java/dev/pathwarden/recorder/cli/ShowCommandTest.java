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

class ShowCommandTest {

    @TempDir
    private Path directory;
    private Path journal;

    @BeforeEach
    void record() throws Exception {
        journal = SampleJournal.write(directory.resolve("journal"));
    }

    @Test
    void show_ofASnapshot_listsRunsWithWhatStoppedThem() {
        CliRun shown = CliRun.of("show", directory);

        assertThat(shown.code()).isZero();
        assertThat(shown.err().lines()).singleElement().asString().contains("The hook jdbc is not live in process 4242 (Sample): its class was not transformed");
        List<String> lines = shown.out().lines().toList();
        assertThat(lines.get(0)).startsWith("#  RUN       AGENT");
        assertThat(lines.get(1)).contains("1  11000000  reporter").contains("ok").contains("2026-09-21 14:13:20").contains("1.84 s");
        assertThat(lines.get(1).replaceAll(" +", " ")).contains(" 3 1 ");
        assertThat(lines.get(2)).contains("labels: pii.email");
    }

    @Test
    void show_ofARun_drawsItsPathWithVerdictsAndLabels() {
        CliRun shown = CliRun.of("show", directory, "1");

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("AGENT    agent.invoke report").contains("DATA     ├─ data.sql customers").contains("DATA     └─ data.file.write customers")
                .contains("block by unencrypted-personal-data (enforce): Personal data would be written").contains("labels: pii.email").contains("12 ms").contains("blocked");
        assertThat(shown.out().lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void show_ofHostileText_escapesWhatATerminalWouldObey() {
        CliRun text = CliRun.of("show", directory, "1");
        CliRun json = CliRun.of("show", directory, "1", "--json");

        assertThat(text.out()).contains("customers\\u001b[2J\\u202e.csv");
        assertThat(text.out() + json.out()).doesNotContain("\u001b").doesNotContain("\u202e");
        assertThat(json.out()).contains("customers\\u001b[2J\\u202e.csv");
    }

    @Test
    void show_asJson_hasTheWrittenShape() {
        Map<?, ?> runs = (Map<?, ?>) JsonText.parse(CliRun.of("show", directory, "--json").out(), 1 << 20);
        Map<?, ?> run = (Map<?, ?>) JsonText.parse(CliRun.of("show", directory, "11000000", "--json").out(), 1 << 20);

        assertThat((List<?>) runs.get("runs")).hasSize(2).first().isEqualTo(Map.of(
                "id", SampleJournal.STOPPED.toString(), "agent", "agent-0123", "status", "ok", "attributes", Map.of(), "steps", 3L));
        Map<?, ?> process = (Map<?, ?>) ((List<?>) runs.get("processes")).get(0);
        assertThat(process.get("hooks")).isEqualTo(List.of(Map.of("hook", "file.read", "live", true, "detail", ""), Map.of("hook", "jdbc", "live", false, "detail", "its class was not transformed")));
        assertThat(process.get("outside")).isEqualTo(7L);
        List<?> steps = (List<?>) run.get("steps");
        assertThat(((Map<?, ?>) run.get("run")).get("id")).isEqualTo(SampleJournal.STOPPED.toString());
        Map<?, ?> totals = (Map<?, ?>) run.get("totals");
        assertThat(List.copyOf(totals.keySet()).toString()).isEqualTo("[inputTokens, cachedInputTokens, outputTokens, costMicroUsd, rowsRead, bytesOut, filesChanged, processes]");
        assertThat(totals.get("inputTokens")).as("no model call told").isNull();
        assertThat(totals.get("filesChanged")).as("the write was stopped").isEqualTo(0L);
        Map<?, ?> write = (Map<?, ?>) steps.get(2);
        assertThat(List.copyOf(write.keySet()).toString()).isEqualTo(
                "[id, parent, links, layer, operation, name, agent, process, thread, start, durationNanos, status, error, arguments, result, labels, verdicts]");
        assertThat(write.get("verdicts")).isEqualTo(List.of(Map.of("guardrail", "unencrypted-personal-data", "verdict", "deny", "action", "block", "mode", "enforce")));
        assertThat(write.get("parent")).isEqualTo(SampleJournal.INVOKE.toString());
        assertThat(write.get("layer")).isEqualTo("DATA");
    }

    @Test
    void show_ofRunsThatStartedOtherPrograms_marksThem() throws Exception {
        SampleJournal.startPrograms(journal, SampleJournal.ALLOWED);

        CliRun text = CliRun.of("show", directory);
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("show", directory, "--json").out(), 1 << 20);

        assertThat(text.out().lines()).filteredOn(line -> line.contains("effects unseen")).singleElement().asString().isEqualTo("   effects unseen: 2 processes that are no recorded JVMs");
        assertThat(((List<?>) json.get("runs")).stream().map(run -> (Object) ((Map<?, ?>) run).get("effectsUnseen"))).containsExactly(null, 2L);
    }

    @Test
    void show_ofAProcessOnAnUntriedJava_saysThatGuardrailsOnlyWarned() throws Exception {
        Path untried = SampleJournal.write(directory.resolve("untried/journal"), List.of("unsafe", "untried-platform"));

        assertThat(CliRun.of("show", untried, "1").out()).contains("unseen   sun.misc.Unsafe, an untried Java or system").doesNotContain("native code");
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("show", untried, "--json").out(), 1 << 20);
        assertThat(((Map<?, ?>) ((List<?>) json.get("processes")).get(0)).get("unseen")).isEqualTo(List.of("sun.misc.Unsafe", "an untried Java or system"));
    }

    @Test
    void show_ofATruncatedJournal_namesTheCutAndShowsWhatIsBeforeIt() throws Exception {
        Path file;
        try (var files = Files.list(journal)) {
            file = files.filter(path -> path.toString().endsWith(".pwj")).findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, 900));

        CliRun shown = CliRun.of("show", directory);

        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("11000000");
        assertThat(shown.err()).contains(file.getFileName().toString()).contains("is cut at byte 900");
    }

    @Test
    void show_ofARunThatIsNotThere_saysHowToNameOne() {
        CliRun shown = CliRun.of("show", directory, "99");

        assertThat(shown.code()).isEqualTo(ExitCode.INPUT);
        assertThat(shown.out()).isEmpty();
        assertThat(shown.err()).isEqualTo("pathwarden: There is no run '99' in " + directory + ": give a number from 1 to 2, or an id or its beginning." + System.lineSeparator());
    }
}
