package dev.pathwarden.recorder.cli;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

    @TempDir
    private Path directory;
    private Map<String, String> environment;
    private Path out;

    @BeforeEach
    void environment() {
        out = directory.resolve("recorded");
        environment = new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", directory.toString()));
    }

    @Test
    void run_ofACommandThatFails_givesBackItsCode() {
        CliRun run = run("--out", out, "--", "sh", "-c", "exit 7");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Nothing was recorded: the command started no JVM");
    }

    @Test
    void run_ofACommandThatASignalEnds_gives128AndTheSignal() {
        assertThat(run("--out", out, "--", "sh", "-c", "kill -TERM $$").code()).isEqualTo(128 + 15);
    }

    @Test
    void run_ofACommandThatIsNotThere_gives127() {
        CliRun run = run("--out", out, "--", "no-such-command");

        assertThat(run.code()).isEqualTo(127);
        assertThat(run.err()).isEqualTo("pathwarden: The command 'no-such-command' was not found." + System.lineSeparator());
        assertThat(out).doesNotExist();
    }

    @Test
    void run_ofAFileThatIsNoProgram_gives126() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.txt"), "no program");

        assertThat(run("--out", out, "--", file).code()).isEqualTo(126);
    }

    @Test
    void run_withAWrongCommandLine_gives125() {
        assertThat(run("--mode", "maybe", "--", "true").code()).isEqualTo(125);
        assertThat(run("--out", out).code()).isEqualTo(125);
    }

    @Test
    void run_withABadPriceTable_gives125SaysWhereAndStartsNothing() throws Exception {
        Path prices = Files.writeString(directory.resolve("prices.txt"), "USD per million tokens\ngpt 1 2\n");

        CliRun run = run("--out", out, "--prices", prices, "--", "true");

        assertThat(run.code()).isEqualTo(125);
        assertThat(run.err()).contains("The price table " + prices + " cannot be read: line 2: expected a model and its prices for input, cached input and output, four words, found 'gpt 1 2'.");
        assertThat(out).doesNotExist();
        assertThat(run("--out", out, "--prices", directory.resolve("none.txt"), "--", "true").err()).contains("There is no " + directory.resolve("none.txt"));
    }

    @Test
    void run_withHostsToTell_passesThemToTheAgent() throws Exception {
        Path seen = directory.resolve("seen");
        run("--out", out, "--propagate", "tools.internal,*.corp.example", "--", "sh", "-c", "printf %s \"$JAVA_TOOL_OPTIONS\" > '" + seen + "'");

        assertThat(seen).content().contains(",propagate=tools.internal+%2A.corp.example");
    }

    @Test
    void run_withPrices_givesThemToTheAgent() throws Exception {
        Path prices = Files.writeString(directory.resolve("prices, ours.txt"), "USD per million tokens\ngpt 1 - 2\n");
        Path seen = directory.resolve("seen");

        run("--out", out, "--prices", prices, "--", "sh", "-c", "printf %s \"$JAVA_TOOL_OPTIONS\" > '" + seen + "'");

        assertThat(Files.readString(seen)).endsWith(",prices=" + directory + "/prices%2C%20ours.txt");
    }

    @Test
    void run_ontoARecording_gives125AndLeavesItAlone() throws Exception {
        SampleJournal.write(out.resolve("journal"));
        String before = CliRun.of("show", out).out();

        CliRun run = run("--out", out, "--", "true");

        assertThat(run.code()).isEqualTo(125);
        assertThat(run.err()).contains("is there already");
        assertThat(CliRun.of("show", out).out()).isEqualTo(before);
    }

    @Test
    void run_inPartsThatCannotBe_gives125AndMakesNothing() {
        assertThat(run("--out", out, "--keep-for", "30d", "--", "true").err()).contains("say when one is finished with --rotate-every or --rotate-at.");
        assertThat(run("--out", out, "--rotate-every", "soon", "--", "true").err()).contains("--rotate-every takes a number of minutes, hours, days or weeks, such as 90min");
        assertThat(run("--out", out, "--rotate-at", "0k", "--", "true").code()).isEqualTo(125);
        assertThat(out).doesNotExist();
    }

    @Test
    void run_inPartsOfACommandWithoutAJvm_leavesNone() {
        CliRun run = run("--out", out, "--rotate-at", "1m", "--", "sh", "-c", "exit 7");

        assertThat(run.code()).isEqualTo(7);
        assertThat(run.err()).contains("Nothing was recorded: the command started no JVM");
        assertThat(out.resolve("snapshot")).doesNotExist();
    }

    @Test
    void run_whereTheDirectoryCannotBeMade_gives125() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        CliRun run = run("--out", file.resolve("below"), "--", "true");

        assertThat(run.code()).isEqualTo(125);
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void run_passesTheAgentBehindTheOptionsThatAreThere() throws Exception {
        environment.put("JAVA_TOOL_OPTIONS", "-Dmine=1");
        Path seen = directory.resolve("seen");

        run("--out", out, "--mode", "audit", "--scope", "process", "--", "sh", "-c", "printf %s \"$JAVA_TOOL_OPTIONS\" > '" + seen + "'");

        assertThat(Files.readString(seen)).startsWith("-Dmine=1 -javaagent:").contains("pathwarden-agent.jar=out=" + out + "/journal,policies=" + out + "/guardrails.bundle,key=")
                .containsPattern(",mode=audit,scope=process,run=[0-9a-f]{32},known=" + directory + "/.config/pathwarden/mcp-tools,mask=secrets$");
        assertThat(Files.getPosixFilePermissions(out.resolve("guardrails.bundle"))).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
    }

    @Test
    void run_makesTheDeploymentKeyOnceForItsOwnerOnly() throws Exception {
        Path key = directory.resolve(".config/pathwarden/deployment.key");

        run("--out", out, "--", "true");
        String first = Files.readString(key);
        run("--out", directory.resolve("second"), "--", "true");

        assertThat(Files.readString(key)).isEqualTo(first).hasSize(65);
        assertThat(Files.getPosixFilePermissions(key)).containsExactlyInAnyOrder(
                OWNER_READ, OWNER_WRITE);
    }

    /** The journal is one that another JVM would leave. */
    @Test
    void run_inWhichAToolOfAServerWasCalled_remembersItForTheNext() throws Exception {
        Path left = Files.createDirectory(directory.resolve("left"));
        RunId id = new RunId(1, 2);
        long start = 1_790_000_000_000_000_000L;
        try (JournalWriter writer = JournalWriter.create(left.toFile(), 7, start)) {
            writer.append(new JournalEvent.ProcessSeen(new ProcessInfo(7, start, "Sample", "17", null, null, List.of(), 0, 0)));
            writer.append(new JournalEvent.RunStarted(new Run(id, null, "reporter", null, Status.UNFINISHED, start, null, Map.of())));
            Step call = Step.of(id, new StepId(1), Operation.MCP_CALL, "note").pid(7L).startNanos(start).fact(Field.MCP_SERVER, "my notes").fact(Field.TOOL_NAME, "note")
                    .fact(Field.MCP_DEFINITION, "0".repeat(32)).build();
            writer.append(new JournalEvent.StepDecided(call, new Decision(1, start, "", null, Set.of(), List.of(), List.of())));
            writer.append(new JournalEvent.StepEnded(id, call.id(), new Outcome(2, 5L, Status.OK, null, "noted", Facts.NONE, Set.of())));
            writer.append(new JournalEvent.RunEnded(id, start + 10, Status.OK));
        }

        CliRun run = run("--out", out, "--", "sh", "-c", "cp " + left + "/* " + out + "/journal/");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(directory.resolve(".config/pathwarden/mcp-tools"))).isEqualTo("0".repeat(32) + " 1790000000 my+notes note\n");
    }

    @Test
    void run_withABadGuardrail_saysWhereAndLoadsTheOthers() throws Exception {
        Path policies = Files.createDirectory(directory.resolve("drafts"));
        Files.writeString(policies.resolve("bad.yaml"), "id: bad\ntitle: Bad\non: [data.sql]\nwhen: step.sql.txt == 'x'\naction: block\nmode: audit\n");
        Files.writeString(policies.resolve("good.yaml"), "id: good\ntitle: Good\non: [data.sql]\nwhen: step.sql.text == 'x'\naction: block\nmode: audit\n");

        CliRun run = run("--out", out, "--policies", policies, "--", "sh", "-c", "exit 3");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).contains("bad.yaml:4:").contains("Guardrails with errors are left out (1 file in " + policies + "); 1 other is in force.");
    }

    private CliRun run(Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "run";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return CliRun.of(Terminal.NONE, environment, all);
    }
}
