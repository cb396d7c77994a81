package dev.pathwarden.samples.watched;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.samples.adk.AdkMailProgram;
import dev.pathwarden.samples.anthropic.AnthropicMailProgram;
import dev.pathwarden.samples.genai.GenAiMailProgram;
import dev.pathwarden.samples.script.ScriptReader;
import dev.pathwarden.samples.script.ScriptedModelServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A guardrail takes words out of what tools of three libraries get and give back. Tools with {@code Openly} in their names do the same beside it and are under no guardrail: so it is seen that the words would
 * have arrived.
 */
class RedactedToolsTest {

    private static final String GUARDRAIL = """
            id: letters-without-people
            title: Letters without people
            on: [tool.call]
            when: "!step.tool.name.endsWith('Openly')"
            action: redact
            mode: enforce
            message: "Called with {step.args.to}"
            """;
    private static final String EMAIL = "\\[pii\\.email [0-9a-f]{6}]";
    private static final String CARD = "\\[pii\\.payment-card [0-9a-f]{6}]";

    private enum Library { ADK, GENAI, ANTHROPIC }

    private record Run(List<String> given, String told, Recording recording) {

        RecordedStep tool(String name) {
            return recording.step(Operation.TOOL_CALL, name);
        }

        String given(String tool) {
            return given.stream().filter(line -> line.startsWith(tool + " ")).findFirst().orElse("");
        }
    }

    @TempDir
    static Path directory;
    static final Map<Library, Run> RUNS = new EnumMap<>(Library.class);

    @BeforeAll
    static void runThePrograms() throws Exception {
        Compilation compilation = GuardrailCompiler.compile(List.of(new GuardrailSource("letters.yaml", GUARDRAIL)));
        assertThat(compilation.hasErrors()).as("%s", compilation.problems()).isFalse();
        Path policies = Files.write(directory.resolve("letters.bundle"), compilation.bundle().bytes());
        for (Library library : Library.values()) {
            Path own = Files.createDirectory(directory.resolve(library.name()));
            Path told = own.resolve("told.txt");
            Path given = own.resolve("given.txt");
            Class<?> program = switch (library) {
                case ADK -> AdkMailProgram.class;
                case GENAI -> GenAiMailProgram.class;
                case ANTHROPIC -> AnthropicMailProgram.class;
            };
            String[] marked = library == Library.ADK ? new String[] {"policies=" + policies} : new String[] {"policies=" + policies, "agent=" + program.getName() + ".post"};
            try (ScriptedModelServer model = ScriptedModelServer.start(ScriptReader.read("mail/letters"), told)) {
                String first = library == Library.ADK ? told.toString() : model.rootUrl().toString();
                WatchedJvm jvm = WatchedJvm.runSample(own, List.of(Recording.agent(own.resolve("record"), marked)), program, first, given.toString());
                assertThat(jvm.printed()).as(library.name()).contains("Done.");
            }
            RUNS.put(library, new Run(Files.readAllLines(given), Files.readString(told), Recording.in(own.resolve("record"))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tool_getsMarksAndNotTheWords(Library library) {
        Run run = RUNS.get(library);

        assertThat(run.given("sendOpenly")).contains("ann@example.com");
        assertThat(run.given("sendMail")).containsPattern(EMAIL).doesNotContain("example.com");
        assertThat(run.given("failMail")).containsPattern(EMAIL).doesNotContain("example.com");
    }

    @ParameterizedTest
    @EnumSource
    void model_getsMarksAndNotTheWords(Library library) {
        String told = RUNS.get(library).told();

        assertThat(told).contains("sendOpenly@example.org").containsPattern("with a copy for " + EMAIL + "|for " + EMAIL);
        assertThat(told).doesNotContain("sendMail@example.org", "noteCard@example.org");
    }

    /** The client of Google Gen AI tells its model of a function's exception the class alone. */
    @ParameterizedTest
    @EnumSource(names = {"ADK", "ANTHROPIC"})
    void model_isToldNothingByTheExceptionOfARedactedTool(Library library) {
        String told = RUNS.get(library).told();

        assertThat(told).contains("there is no mailbox failOpenly@example.org").doesNotContain("failMail@example.org");
        assertThat(RUNS.get(library).tool("failMail").outcome().status()).isEqualTo(Status.ERROR);
        assertThat(RUNS.get(library).tool("failMail").outcome().error()).containsPattern(EMAIL).doesNotContain("example.org");
    }

    @ParameterizedTest
    @EnumSource
    void record_holdsMarksAndNotTheWords(Library library) {
        RecordedStep sent = RUNS.get(library).tool("sendMail");

        assertThat(sent.outcome().status()).isEqualTo(Status.OK);
        assertThat(sent.decision().enforced()).isEqualTo(Action.REDACT);
        assertThat(sent.step().arguments().get("to")).asString().matches(EMAIL);
        assertThat(sent.step().labels()).contains("pii.email");
        assertThat(sent.outcome().result()).asString().containsPattern(EMAIL).doesNotContain("example");
        assertThat(sent.decision().verdicts()).singleElement().satisfies(verdict -> {
            assertThat(verdict.message()).matches(Pattern.compile("Called with " + EMAIL));
            assertThat(verdict.clauses()).noneMatch(clause -> clause.value() != null && clause.value().contains("example"));
        });
        assertThat(RUNS.get(library).tool("sendOpenly").step().arguments()).containsEntry("to", "ann@example.com");
    }

    @ParameterizedTest
    @EnumSource
    void numberThatHasToGo_becomesAMarkWhereTheToolTakesText_andStopsTheStepWhereItTakesANumber(Library library) {
        Run run = RUNS.get(library);
        RecordedStep charged = run.tool("chargeCard");

        assertThat(run.given("noteCard")).containsPattern(CARD).doesNotContain("4111111111111111");
        assertThat(run.tool("noteCard").outcome().status()).isEqualTo(Status.OK);
        assertThat(run.given("chargeCard")).isEmpty();
        assertThat(charged.outcome().status()).isEqualTo(Status.BLOCKED);
        assertThat(charged.decision().verdicts()).anySatisfy(verdict -> {
            assertThat(verdict.guardrail()).isEqualTo("no-redaction");
            assertThat(verdict.message()).isEqualTo("Nothing can be taken out of this step, so it is stopped: 'card' is a number, and a mark is a text, which is not known to be taken there; "
                    + "let the guardrail ask for block or hold.");
        });
    }
}
