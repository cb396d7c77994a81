package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

    private static final String RUN = "{\"messages\": [{\"role\": \"user\", \"content\": \"Pay the bill\"}, {\"role\": \"assistant\", \"content\": \"I will look\", \"tool_calls\": "
            + "[{\"id\": \"\", \"type\": \"function\", \"function\": {\"name\": \"read_file\", \"arguments\": {\"path\": \"bill.txt\"}}}]}, "
            + "{\"role\": \"tool\", \"content\": \"Account DE89370400440532013000\", \"tool_call_id\": null, \"tool_call\": {\"function\": \"read_file\", \"args\": {}}, \"error\": null}, "
            + "{\"role\": \"assistant\", \"content\": \"Paid\", \"tool_calls\": null}], \"metadata\": {\"suite_name\": \"banking\", \"success\": true, \"security\": true}}\n";

    @TempDir
    private Path directory;

    @Test
    void import_ofAgentDojo_makesASnapshotWithoutTimes() throws Exception {
        Path file = Files.writeString(directory.resolve("runs.jsonl"), "{\"metadata\": {\"benchmark\": \"agent-dojo\", \"accuracy\": 0.5, \"name\": \"m\"}}\n" + RUN + RUN);
        Path out = directory.resolve("imported");

        CliRun imported = CliRun.of("import", file, "--out", out, "--json");
        CliRun table = CliRun.of("show", out);
        CliRun path = CliRun.of("show", out, "1");

        assertThat(imported.code()).isZero();
        assertThat(imported.out()).contains("\"runs\":2,");
        assertThat(table.out()).contains("no clock").contains("suite_name=banking").contains("The source of these runs had no clock");
        assertThat(path.out()).contains("time     no clock").contains("tool.call read_file").contains("said     success = true");
        Map<?, ?> json = (Map<?, ?>) JsonText.parse(CliRun.of("show", out, "1", "--json").out(), 1 << 20);
        assertThat((List<?>) json.get("steps")).allSatisfy(step -> assertThat(((Map<?, ?>) step).get("start")).isNull());
    }

    @Test
    void import_ofADirectory_saysWhatToNameInstead() {
        CliRun imported = CliRun.of("import", directory, "--out", directory.resolve("imported"));

        assertThat(imported.code()).isEqualTo(ExitCode.INPUT);
        assertThat(imported.err()).contains(directory + " is a directory; name the files in it, such as " + directory + "/*.jsonl.");
        assertThat(directory.resolve("imported")).doesNotExist();
    }

    @Test
    void import_ofSomethingElse_namesThePlaceAndLeavesNothing() throws Exception {
        Path file = Files.writeString(directory.resolve("runs.jsonl"), RUN + "no json\n");
        Path out = directory.resolve("imported");

        CliRun imported = CliRun.of("import", file, "--out", out);

        assertThat(imported.code()).isEqualTo(ExitCode.INPUT);
        assertThat(imported.err().lines()).singleElement().asString().contains("runs.jsonl").contains("2");
        assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void import_ofAFileThatIsNotThere_isOneSentence() {
        CliRun imported = CliRun.of("import", directory.resolve("none.jsonl"), "--out", directory.resolve("imported"));

        assertThat(imported.code()).isEqualTo(ExitCode.INPUT);
        assertThat(imported.err().lines()).singleElement().asString().contains("none.jsonl");
    }
}
