package dev.pathwarden.policies.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldNotesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "step.mcp.changed",
        "step.mcp.changed && step.name == 'a'",
        "!step.mcp.changed || step.name == 'a'",
        "step.name == 'a' ? step.mcp.changed : false",
        "step.mcp.serverName.matches('a')",
        "['a', step.mcp.serverName].exists(name, name == step.name)",
        "has(step.mcp.serverName) || step.mcp.changed",
    })
    void notes_ofWhatOnlyMcpHooksFill_whereTheConditionHangsOnIt(String when) {
        String field = when.contains("changed") ? "step.mcp.changed" : "step.mcp.serverName";

        assertThat(notes("[tool.call, mcp.call]", when)).containsExactly("f:1:5: 'g' hangs on what is not filled everywhere, and is not evaluated there: " + field
                + " is filled by MCP hooks, on mcp.call only. Ask has() first where it is to decide without.");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "has(step.mcp.changed) && step.mcp.changed",
        "step.operation == 'mcp.call' && step.mcp.changed",
        "'mcp.call' == step.operation && step.mcp.changed",
        "step.operation == 'tool.call' || step.mcp.changed",
        "step.operation != 'mcp.call' || step.mcp.changed",
        "step.operation in ['mcp.call'] && step.mcp.changed",
        "has(step.mcp.changed) ? step.mcp.changed : step.name == 'a'",
        "once(step.mcp.changed)",
    })
    void notes_whereTheConditionDecidesWithoutTheField_areNone(String when) {
        assertThat(notes("[tool.call, mcp.call]", when)).isEmpty();
    }

    @Test
    void notes_ofWhatNoImportFills_orOnlyABaseline_sayWhatDoes() {
        assertThat(notes("[tool.call]", "run.costMicroUsd > 5")).singleElement().asString().contains("run.costMicroUsd is filled by the recorder, not by an import.");
        assertThat(notes("[data.sql]", "run.costMicroUsd > 5")).isEmpty();
        assertThat(notes("[tool.call]", "novel.tool")).singleElement().asString().contains("novel.tool is filled by the recorder, with a baseline only.");
        assertThat(notes("[tool.call]", "has(novel.tool) && novel.tool")).isEmpty();
        assertThat(notes("[tool.call]", "step.tool.name == 'a' && run.errors > 2")).isEmpty();
        assertThat(notes("[tool.call, mcp.call]", "ours && run.seconds > 2")).singleElement().asString().contains("step.mcp.server is filled by MCP hooks, on mcp.call only; run.seconds is filled by the recorder, not by an import.");
    }

    @Test
    void uses_tellEachFieldOnce_andWhereItIsRecorded() {
        assertThat(FieldNotes.uses(compiled("[tool.call, mcp.call]", "step.mcp.changed && !step.mcp.changed && 'a' in roles.target && has(step.sql.text)")))
                .containsExactly(new FieldUse("g", Field.SQL_TEXT, Set.of()), new FieldUse("g", Field.MCP_CHANGED, Set.of(Operation.MCP_CALL)),
                        new FieldUse("g", Field.ARGUMENT_ROLES, Set.of(Operation.TOOL_CALL, Operation.MCP_CALL)));
    }

    private static List<String> notes(String on, String when) {
        return FieldNotes.notes(compiled(on, when)).stream().peek(note -> assertThat(note.severity()).isEqualTo(Problem.Severity.NOTE)).map(Problem::toString).toList();
    }

    private static Compilation compiled(String on, String when) {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("f", "id: g\ntitle: G\non: " + on + "\nlet:\n  ours: step.mcp.server == 'x'\nwhen: \"" + when + "\"\naction: alert\n")));
        assertThat(compilation.problems()).isEmpty();
        return compilation;
    }
}
