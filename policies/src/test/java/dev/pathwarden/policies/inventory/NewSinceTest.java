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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NewSinceTest {

    private static final String[] NAMES = {"mail", "web", "notes", "bank"};

    @Property(tries = 100)
    void things_areNew_whereNoStepOfTheEarlierOneShowsThem(@ForAll long seed) {
        Random random = new Random(seed);
        List<RecordedRun> before = runs(random, 0);
        List<RecordedRun> now = runs(random, random.nextInt(3));

        NewSince found = NewSince.of(inventory(before), inventory(now));

        for (InventoryItem item : inventory(now).items()) {
            boolean known = before.stream().flatMap(run -> run.steps().stream()).anyMatch(step -> item.kind().names(step).contains(item.name()));
            assertThat(found.items().contains(item)).as("%s", item).isNotEqualTo(known);
        }
        assertThat(found.runs()).containsExactlyElementsOf(now.stream().map(run -> run.run().id()).filter(id -> before.stream().noneMatch(run -> run.run().id().equals(id))).toList());
        assertThat(found.untold()).isEmpty();
        assertThat(NewSince.of(inventory(now), inventory(now)).isNothing()).isTrue();
    }

    @Test
    void tool_withAnotherDefinition_isTold_withThatOneOnly() {
        Inventory before = inventory(List.of(run(1, List.of(call(1, 1, "d1"), call(1, 2, "d2")))));
        Inventory now = inventory(List.of(run(1, List.of(call(1, 1, "d2"), call(1, 2, "d3")))));

        NewSince found = NewSince.of(before, now);

        assertThat(found.items()).isEmpty();
        assertThat(found.redefined()).singleElement().satisfies(tool -> {
            assertThat(tool.name()).isEqualTo("notes/search");
            assertThat(tool.trust().definitions()).extracting(ToolDefinition::hash).containsExactly("d3");
        });
        assertThat(NewSince.of(now, inventory(List.of(run(1, List.of(call(1, 1, "d3")))))).isNothing()).isTrue();
    }

    @Test
    void kind_ofWhichNotAllAreKept_isSaidNotToBeTold() {
        List<RecordedStep> many = new ArrayList<>();
        for (int id = 1; id <= Inventory.MOST + 1; id++) {
            many.add(step(1, id, Operation.DATA_HTTP, Map.of(Field.HTTP_HOST, "h" + id)));
        }
        Inventory now = inventory(List.of(run(2, List.of(step(2, 1, Operation.DATA_HTTP, Map.of(Field.HTTP_HOST, "other")), step(2, 2, Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, "mail"))))));

        NewSince found = NewSince.of(inventory(List.of(run(1, many))), now);

        assertThat(found.untold()).containsExactly(InventoryKind.HOST);
        assertThat(found.items()).extracting(InventoryItem::name).containsExactly("mail", "tool.call");
    }

    private static Inventory inventory(List<RecordedRun> runs) {
        Inventory inventory = new Inventory();
        runs.forEach(inventory::add);
        return inventory;
    }

    private static List<RecordedRun> runs(Random random, int from) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int number = 1 + from; number <= 3 + from; number++) {
            List<RecordedStep> steps = new ArrayList<>();
            int count = random.nextInt(4);
            for (int id = 1; id <= count; id++) {
                String name = NAMES[random.nextInt(NAMES.length)];
                steps.add(switch (random.nextInt(4)) {
                    case 0 -> step(number, id, Operation.TOOL_CALL, Map.of(Field.TOOL_NAME, name));
                    case 1 -> step(number, id, Operation.DATA_HTTP, Map.of(Field.HTTP_HOST, name));
                    case 2 -> step(number, id, Operation.DATA_FILE_READ, Map.of(Field.FILE_PATH, "/" + name + "/" + NAMES[random.nextInt(NAMES.length)]));
                    default -> call(number, id, "d" + random.nextInt(3));
                });
            }
            runs.add(run(number, steps));
        }
        return runs;
    }

    private static RecordedStep call(int run, int id, String definition) {
        return step(run, id, Operation.MCP_CALL, Map.of(Field.MCP_SERVER, "notes", Field.TOOL_NAME, "search", Field.MCP_DEFINITION, definition));
    }

    private static RecordedRun run(int number, List<RecordedStep> steps) {
        return new RecordedRun(new Run(new RunId(1, number), null, null, null, Status.OK, null, null, Map.of()), steps, List.of());
    }

    private static RecordedStep step(int run, int id, Operation operation, Map<Field, Object> facts) {
        return new RecordedStep(Step.of(new RunId(1, run), new StepId(id), operation, "n").facts(Facts.of(facts)).build(), null, null, id, -1);
    }
}
