package dev.pathwarden.model.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.path.PathTree;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports the benchmark's files where they are at hand: {@code -Dpathwarden.agentdojo=DIR}, or {@code ../shared/agentdojo} beside the
 * repository.
 */
class AgentDojoCorpusTest {

    @TempDir
    Path directory;

    @Test
    void read_ofTheWholeCorpus_importsEveryRun() throws IOException {
        Path corpus = Path.of(System.getProperty("pathwarden.agentdojo", "../../shared/agentdojo"));
        assumeThat(corpus).as("the AgentDojo files are not here").isDirectory();
        List<Path> files;
        try (Stream<Path> all = Files.list(corpus)) {
            files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
        }
        List<RecordedRun> runs = new ArrayList<>();
        Path store = directory.resolve("store");
        try (SnapshotWriter writer = Snapshots.create(store)) {
            files.forEach(file -> AgentDojoImporter.read(file, run -> {
                runs.add(run);
                writer.add(run);
            }));
        }
        assertThat(runs).hasSize(1008);
        assertThat(steps(runs, Operation.TOOL_CALL)).isEqualTo(2569);
        assertThat(steps(runs, Operation.MODEL_CHAT)).isEqualTo(3490);
        assertThat(runs).filteredOn(run -> run.run().attributes().get("attack_type") != null && Boolean.TRUE.equals(run.run().attributes().get("security"))).hasSize(46);
        assertThat(runs).allSatisfy(run -> assertThat(PathTree.of(run).roots()).hasSizeLessThanOrEqualTo(1));
        try (Snapshot snapshot = Snapshots.open(store)) {
            assertThat(snapshot.runs()).hasSize(1008);
            assertThat(snapshot.damages()).isEmpty();
            assertThat(runs).allSatisfy(run -> assertThat(snapshot.run(run.run().id())).isEqualTo(run));
            Path archive = directory.resolve("runs.pathwarden");
            Archives.write(archive, snapshot);
            assertThat(Files.size(archive)).as("what zstd -19 takes for all files in one stream").isLessThan(243_000);
        }
    }

    private static long steps(List<RecordedRun> runs, Operation operation) {
        return runs.stream().flatMap(run -> run.steps().stream()).filter(step -> step.operation() == operation).count();
    }
}
