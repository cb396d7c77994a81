package dev.pathwarden.policies.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.ToolCatalogueParser;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CatalogueDraftTest {

    private static final RunId RUN = new RunId(1, 1);

    private final List<RecordedStep> steps = new ArrayList<>();
    private final CatalogueDraft draft = new CatalogueDraft();

    private Step.Builder step(Operation operation, String name) {
        return Step.of(RUN, new StepId(steps.size() + 1), operation, name);
    }

    private StepId add(Step.Builder step) {
        Step built = step.build();
        steps.add(new RecordedStep(built, null, null, steps.size(), -1));
        return built.id();
    }

    private List<DraftedTool> drafted() {
        draft.add(new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()), steps, List.of()));
        return draft.tools();
    }

    private static List<ToolEntry> read(String text) {
        ToolCatalogueParser.Parsed parsed = ToolCatalogueParser.parse(new GuardrailSource("draft", text));
        assertThat(parsed.problems()).as(text).isEmpty();
        return List.copyOf(parsed.catalogue().written());
    }

    @Test
    void draft_addsWhatCallsWereSeenToDo_toWhatTheNameSays() {
        StepId tool = add(step(Operation.TOOL_CALL, "get_report").arguments(Map.of("customer", "x", "to", "y")));
        StepId inner = add(step(Operation.TOOL_CALL, "frobnicate").parent(tool));
        add(step(Operation.DATA_SQL, "customers").parent(inner).fact(Field.SQL_WRITES, true));
        add(step(Operation.DATA_HTTP, "example.com").parent(tool).fact(Field.HTTP_METHOD, "POST"));
        add(step(Operation.MCP_CALL, "search").fact(Field.TOOL_NAME, "search"));

        assertThat(CatalogueText.of(drafted())).endsWith("""
                tools:
                  frobnicate:  # 1 call; its name does not tell; seen below: data.sql 1
                    effects: [changes]
                  get_report:  # 1 call; its name says reads; seen below: data.http 1, data.sql 1
                    effects: [reads, changes, sends]
                    roles: {customer: selector, to: target}
                    returns: [untrusted]
                  search:  # 1 call; its name says reads
                    effects: [reads]
                    returns: [untrusted]
                """);
    }

    @Test
    void text_ofAnyNames_isReadAsTheSameNames() {
        Random random = new Random(11);
        String odd = " :#-{}[],&*!|>'\"%@`\\\n\t\u0000\u0085\u2028é\uD83D\uDE00\uFEFFtrue";
        for (int round = 0; round < 500; round++) {
            Map<String, Object> arguments = new LinkedHashMap<>();
            StringBuilder name = new StringBuilder("t" + round);
            for (int i = 0; i < 6; i++) {
                name.append(odd.charAt(random.nextInt(odd.length())));
                arguments.put(name.reverse().toString(), 1L);
            }
            add(step(Operation.TOOL_CALL, name.toString()).arguments(arguments));
        }
        add(step(Operation.TOOL_CALL, "yes").arguments(Map.of("no", 1L, "~", 2L, "1", 3L, "", 4L)));
        List<DraftedTool> drafted = drafted();

        assertThat(read(CatalogueText.of(drafted))).containsExactlyInAnyOrderElementsOf(drafted.stream().map(DraftedTool::entry).toList());
    }

    @Test
    void toolsBeyondTheMost_areLeftOut_andThatIsSaid() {
        for (int i = 0; i <= CatalogueDraft.MAX_TOOLS; i++) {
            add(step(Operation.TOOL_CALL, "send_" + i));
        }

        assertThat(drafted()).hasSize(CatalogueDraft.MAX_TOOLS);
        assertThat(draft.cut()).isTrue();
    }

    @Test
    void nothing_givesACatalogueWithoutTools() {
        assertThat(read(CatalogueText.of(drafted()))).isEmpty();
    }
}
