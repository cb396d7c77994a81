package dev.pathwarden.policies.inventory;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.pathwarden.policies.baseline.Baseline;
import dev.pathwarden.policies.baseline.Drift;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.baseline.Shift;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.policies.tool.ToolCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class InventoryDriftTest {

    private static final String[] NAMES = {"mail", "it's", "web", "bank"};
    private static final String[] AGENTS = {"desk", "clerk", "ro'gue", null};

    @Property(tries = 150)
    void conditionOfADrift_isMetByItsSteps_andNoOthers(@ForAll long seed) {
        Random random = new Random(seed);
        Baseline baseline = learn(runs(random, 12, 3));
        List<RecordedRun> now = runs(random, 12, 4);

        InventoryDrift drift = drift(baseline, now);

        for (DriftedItem item : drift.items()) {
            for (Drifted way : item.ways()) {
                assertThat(found(way.condition(), now)).as("%s %s", item.item().name(), way).isEqualTo(way.steps());
            }
            assertThat(found(item.condition(), now)).as(item.condition()).isLessThanOrEqualTo(item.item().steps());
        }
        assertThat(drift.items()).filteredOn(item -> item.item().steps() == 0).allSatisfy(item -> assertThat(item.ways()).extracting(Drifted::how).containsOnly(Drifted.How.GONE));
        assertThat(drift(learn(now), now).isNothing()).as("what was learnt from does not drift").isTrue();
    }

    @Test
    void things_driftInWhatIsNew_inWhoUsesThem_andInHowTheyAreUsed() {
        Baseline baseline = learn(List.of(run(1, step(1, 1, "desk", Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, "read")), step(1, 2, "desk", Operation.DATA_SQL, Map.of(Field.SQL_TABLES, List.of("customers"), Field.SQL_WRITES, false)),
                step(1, 3, "clerk", Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, "pay")), step(1, 4, "old", Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, "read")))));
        List<RecordedRun> now = List.of(run(2, step(2, 1, "desk", Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, "pay")), step(2, 2, "desk", Operation.DATA_SQL, Map.of(Field.SQL_TABLES, List.of("customers"), Field.SQL_WRITES, true)),
                step(2, 3, "clerk", Operation.MCP_CALL, Map.of(Field.MCP_SERVER, "web", Field.TOOL_NAME, "fetch"))));

        InventoryDrift drift = drift(baseline, now);

        assertThat(drift.items()).extracting(item -> item.item().kind().text() + " " + item.item().name() + " " + item.ways().get(0).how() + " " + item.ways().get(0).agents()).containsExactly(
                "agent old GONE []", "tool pay OTHER_AGENT [desk]", "mcp-server web NEW []", "mcp-tool web/fetch NEW []", "table customers OTHER_USE [desk]");
        assertThat(drift.items().get(1).condition()).isEqualTo("(step.operation == 'tool.call' && step.tool.name == 'pay') && agent.id == 'desk'");
        assertThat(drift.untold()).isEmpty();
    }

    @Test
    void shareOfRuns_isComparedWhereChanceHardlyMakesTheDifference() {
        Baseline baseline = learn(IntStream.range(0, 40).mapToObj(i -> run(i, i < 36 ? call(i, "read") : call(i, "list"), i < 4 ? call(i, "send") : call(i, "list"))).toList());
        List<RecordedRun> many = IntStream.range(100, 140).mapToObj(i -> run(i, call(i, "list"), i < 120 ? call(i, "send") : call(i, "list"))).toList();

        List<DriftedItem> drifted = drift(baseline, many).items();

        assertThat(drifted).extracting(item -> item.item().name() + " " + item.ways().get(0).how()).containsExactly("send MORE", "read GONE");
        Shift more = drifted.get(0).ways().get(0).shift();
        assertThat(List.of(more.before().runs(), more.beforeOf(), more.now().runs(), more.nowOf())).containsExactly(4L, 40L, 20L, 40L);
        assertThat(drift(baseline, many.subList(0, 2)).isNothing()).as("two runs say nothing of shares").isTrue();
    }

    private static RecordedStep call(int run, String tool) {
        return step(run, tool.hashCode() & 0xFFFF | 1, "desk", Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, tool));
    }

    private static long found(String condition, List<RecordedRun> runs) {
        StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile("test", condition);
        assertThat(compiled.problems()).as(condition).isEmpty();
        StepCondition meets = new StepCondition(compiled.bundle());
        return runs.stream().mapToLong(run -> meets.of(run).places().cardinality()).sum();
    }

    private static Baseline learn(List<RecordedRun> runs) {
        Learning learning = new Learning();
        runs.forEach(learning::add);
        return learning.baseline();
    }

    private static InventoryDrift drift(Baseline baseline, List<RecordedRun> runs) {
        Inventory inventory = new Inventory();
        Drift drift = new Drift(baseline, new ToolCatalogue(List.of()));
        runs.forEach(inventory::add);
        runs.forEach(drift::add);
        return InventoryDrift.of(inventory, baseline, drift);
    }

    private static List<RecordedRun> runs(Random random, int count, int names) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            List<RecordedStep> steps = new ArrayList<>();
            int length = random.nextInt(5);
            for (int id = 1; id <= length; id++) {
                String name = NAMES[random.nextInt(names)];
                String agent = AGENTS[random.nextInt(AGENTS.length)];
                steps.add(switch (random.nextInt(5)) {
                    case 0 -> step(number, id, agent, Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, name));
                    case 1 -> step(number, id, agent, Operation.DATA_HTTP, Map.of(Field.HTTP_HOST, name));
                    case 2 -> step(number, id, agent, Operation.DATA_SQL, Map.of(Field.SQL_TABLES, List.of(name), Field.SQL_WRITES, random.nextBoolean()));
                    case 3 -> step(number, id, agent, Operation.CODE_PROCESS, Map.of(Field.PROCESS_EXECUTABLE, name));
                    default -> step(number, id, agent, Operation.MCP_CALL, Map.of(Field.MCP_SERVER, name, Field.TOOL_NAME, NAMES[random.nextInt(names)]));
                });
            }
            runs.add(run(number, steps.toArray(RecordedStep[]::new)));
        }
        return runs;
    }

    private static RecordedRun run(int number, RecordedStep... steps) {
        return new RecordedRun(new Run(new RunId(1, number + 1), null, null, null, Status.OK, null, null, Map.of()), List.of(steps), List.of());
    }

    private static RecordedStep step(int run, int id, String agent, Operation operation, Map<Field, Object> facts) {
        return new RecordedStep(Step.of(new RunId(1, run + 1), new StepId(id), operation, "n").agent(agent).facts(Facts.of(facts)).build(), null, null, id, -1);
    }
}
