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
    void whatAServerSays_isDraftedWhereItMakesAToolWorse_andOnlyToldWhereItMakesItBetter() {
        add(listed("frobnicate", true, true));
        add(listed("nix", false, true).fact(Field.MCP_TITLE, "Nix: \u001b[2J\n'\"").fact(Field.MCP_ARGUMENTS, List.of("recipient", "text")));
        add(listed("remove_all", true, null));
        add(listed("set_note", false, false));
        add(listed("get_note", true, null));

        assertThat(CatalogueText.of(drafted())).endsWith("""
                tools:
                  frobnicate:  # 1 call; its name does not tell; its server says, unchecked, that it only reads: look, and write reads if it does
                    effects: []
                    returns: [untrusted]
                  get_note:  # 1 call; its name says reads; its server says, unchecked, that it only reads
                    effects: [reads]
                    returns: [untrusted]
                  nix:  # 1 call; its name does not tell; its server calls it "Nix: \\u001b[2J\\u000a'\\""; its server says, unchecked, that it changes something and may destroy something
                    effects: [changes, destroys]
                    roles: {recipient: target, text: content}
                    returns: [untrusted]
                  remove_all:  # 1 call; its name says destroys; its server says, unchecked, that it only reads, which does not fit
                    effects: [destroys]
                    returns: [untrusted]
                  set_note:  # 1 call; its name says changes; its server says, unchecked, that it changes something and destroys nothing
                    effects: [changes]
                    returns: [untrusted]
                """);
        assertThat(read(CatalogueText.of(draft.tools()))).hasSize(5);
    }

    private Step.Builder listed(String tool, boolean readOnly, Boolean destructive) {
        Step.Builder call = step(Operation.MCP_CALL, tool).fact(Field.TOOL_NAME, tool).fact(Field.MCP_READ_ONLY_HINT, readOnly);
        return destructive == null ? call : call.fact(Field.MCP_DESTRUCTIVE_HINT, destructive);
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
