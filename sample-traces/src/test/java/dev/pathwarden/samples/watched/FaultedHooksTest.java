package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.samples.adk.AdkStepsProgram;
import dev.pathwarden.samples.anthropic.AnthropicMailProgram;
import dev.pathwarden.samples.genai.GenAiMailProgram;
import dev.pathwarden.samples.script.ScriptReader;
import dev.pathwarden.samples.script.ScriptedModelServer;
import dev.pathwarden.samples.springai.SpringAiStepsProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a hook of a library fails, what it would have shown goes on, or is refused in a run where a guardrail says {@code onFault: deny}. */
class FaultedHooksTest {

    private static final String REFUSED = "PathwardenBlockedException";

    /** Never fires. */
    private static final String HARMLESS = """
            id: harmless
            title: Never fires
            on: [model.chat, tool.call]
            when: step.name == 'no such name'
            action: block
            onFault: %s
            mode: enforce
            """;

    @TempDir
    Path directory;

    private WatchedJvm run(String onFault, String faults, Class<?> program, String method, String... arguments) throws Exception {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("harmless.yaml", HARMLESS.formatted(onFault))));
        assertThat(compilation.hasErrors()).as("%s", compilation.problems()).isFalse();
        Path policies = Files.write(directory.resolve("harmless.bundle"), compilation.bundle().bytes());
        return WatchedJvm.runSample(directory, List.of(Recording.agent(directory.resolve("record"), "policies=" + policies, "agent=" + program.getName() + "." + method, "faults=" + faults)), program, arguments);
    }

    @ParameterizedTest
    @CsvSource({"deny, adk.model:adk.tool, " + REFUSED + ", " + REFUSED, "deny, adk.model@exit, " + REFUSED + ", {said=tool ran}", "allow, adk.model@exit:adk.tool, model ran, {said=tool ran}"})
    void googleAdk(String onFault, String faults, String model, String tool) throws Exception {
        WatchedJvm jvm = run(onFault, faults, AdkStepsProgram.class, "agent", directory.resolve("told.txt").toString());

        assertThat(jvm.printed().lines()).contains("model: " + model, "tool: " + tool);
    }

    @Test
    void springAi_withOnFaultDeny_stopsWhatItsHooksWouldHaveShown() throws Exception {
        assertThat(run("deny", "spring-ai.model:spring-ai.tool", SpringAiStepsProgram.class, "agent").printed().lines())
                .contains("call: " + REFUSED, "stream: " + REFUSED, "tool: " + REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"deny, " + REFUSED, "allow, model ran"})
    void springAi_whereReadingTheRequestFails(String onFault, String became) throws Exception {
        assertThat(run(onFault, "none", SpringAiStepsProgram.class, "agent").printed().lines())
                .contains("call: model ran", "stream: model ran", "unreadable call: " + became, "unreadable stream: " + became, "tool: \"tool ran\"");
    }

    @Test
    void toolsOfGoogleGenAi_withOnFaultDeny_doNotRun() throws Exception {
        assertThat(toolsOf(GenAiMailProgram.class, "genai.tool")).doesNotExist();
    }

    @Test
    void toolsOfAnthropicsRunner_withOnFaultDeny_doNotRun() throws Exception {
        assertThat(toolsOf(AnthropicMailProgram.class, "anthropic.tool")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"genai.model", "anthropic.model"})
    void modelsOfClients_withOnFaultDeny_areNotAsked(String hook) throws Exception {
        Class<?> program = hook.startsWith("genai") ? GenAiMailProgram.class : AnthropicMailProgram.class;
        Path given = toolsOf(program, hook);

        assertThat(given.resolveSibling("requests.jsonl")).doesNotExist();
    }

    private Path toolsOf(Class<?> program, String hook) throws Exception {
        Path given = directory.resolve("given.txt");
        try (ScriptedModelServer model = ScriptedModelServer.start(ScriptReader.read("mail/letters"), directory.resolve("requests.jsonl"))) {
            WatchedJvm jvm = run("deny", hook, program, "post", model.rootUrl().toString(), given.toString());
            assertThat(jvm.printed()).contains(hook.endsWith("tool") ? "Done." : REFUSED);
        }
        return given;
    }
}
