package dev.pathwarden.policies.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.search.FoundPlaces;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KindStepsTest {

    private static final String[] HOSTS = {"a.example", "b.example", "c.example"};

    @TempDir
    Path directory;

    @Property(tries = 60)
    void count_isWhatEachStepShows_amongWhateverIsLeft(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        List<RecordedRun> runs = runs(random);
        Path file = Files.createTempFile("kinds", ".pathwarden");
        Files.delete(file);
        try {
            Archives.write(file, runs.iterator(), List.of());
            try (Snapshot archive = Snapshots.open(file)) {
                for (InventoryKind kind : InventoryKind.values()) {
                    KindSteps steps = KindSteps.read(archive, kind, done -> { });
                    FoundPlaces some = some(runs, random);
                    assertThat(steps.count(null)).as("%s", kind).isEqualTo(oneByOne(runs, kind, null));
                    assertThat(steps.count(some)).as("%s", kind).isEqualTo(oneByOne(runs, kind, some));
                    assertThat(steps.count(FoundPlaces.NONE)).isEmpty();
                    assertThat(steps.leftOut()).isZero();
                }
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void read_cancelled_ends() throws IOException {
        Path file = directory.resolve("some.pathwarden");
        Archives.write(file, runs(new Random(1)).iterator(), List.of());
        try (Snapshot archive = Snapshots.open(file)) {
            assertThatThrownBy(() -> KindSteps.read(archive, InventoryKind.HOST, done -> {
                throw new CancellationException();
            })).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void read_ofMoreThingsThanAreKept_saysHowOftenOthersWereShown() throws IOException {
        List<RecordedStep> steps = new ArrayList<>();
        for (int id = 1; id <= Inventory.MOST + 3; id++) {
            steps.add(step(1, id, Operation.DATA_HTTP, Map.of(Field.HTTP_HOST, "h" + id + ".example")));
        }
        Path file = directory.resolve("many.pathwarden");
        Archives.write(file, List.of(run(1, steps)).iterator(), List.of());
        try (Snapshot archive = Snapshots.open(file)) {
            KindSteps hosts = KindSteps.read(archive, InventoryKind.HOST, done -> { });
            assertThat(hosts.count(null)).hasSize(Inventory.MOST);
            assertThat(hosts.leftOut()).isEqualTo(3);
        }
    }

    private static Map<String, Long> oneByOne(List<RecordedRun> runs, InventoryKind kind, FoundPlaces among) {
        Map<String, Long> counts = new HashMap<>();
        for (RecordedRun run : runs) {
            for (int i = 0; i < run.steps().size(); i++) {
                if (among == null || among.has(run.run().id(), i)) {
                    kind.names(run.steps().get(i)).forEach(name -> counts.merge(name, 1L, Long::sum));
                }
            }
        }
        return counts;
    }

    private static FoundPlaces some(List<RecordedRun> runs, Random random) {
        Map<RunId, BitSet> some = new HashMap<>();
        for (RecordedRun run : runs) {
            BitSet places = new BitSet();
            for (int i = 0; i < run.steps().size(); i++) {
                places.set(i, random.nextBoolean());
            }
            some.put(run.run().id(), places);
        }
        return FoundPlaces.of(some);
    }

    private static List<RecordedRun> runs(Random random) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            List<RecordedStep> steps = new ArrayList<>();
            for (int id = 1; id <= random.nextInt(9); id++) {
                String name = HOSTS[random.nextInt(HOSTS.length)];
                steps.add(switch (random.nextInt(6)) {
                    case 0 -> step(number, id, Operation.DATA_HTTP, random.nextBoolean() ? Map.of() : Map.of(Field.HTTP_HOST, name));
                    case 1 -> step(number, id, Operation.DATA_NET, Map.of(Field.NET_HOST, name));
                    case 2 -> step(number, id, Operation.DATA_SQL, Map.of(Field.SQL_TABLES, List.of(name, HOSTS[0])));
                    case 3 -> step(number, id, Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, name));
                    case 4 -> step(number, id, Operation.MCP_CALL, Map.of(Field.TOOL_NAME, name, Field.MCP_SERVER, HOSTS[1]));
                    default -> step(number, id, Operation.DATA_FILE_READ, Map.of(Field.FILE_PATH, "/tmp/" + name));
                });
            }
            runs.add(run(number, steps));
        }
        return runs;
    }

    private static RecordedRun run(int number, List<RecordedStep> steps) {
        return new RecordedRun(new Run(new RunId(1, number), null, null, null, Status.OK, null, null, Map.of()), steps, List.of());
    }

    private static RecordedStep step(int run, int id, Operation operation, Map<Field, Object> facts) {
        return new RecordedStep(Step.of(new RunId(1, run), new StepId(id), operation, "n").facts(Facts.of(facts)).build(), null, null, id, -1);
    }
}
