package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedChannelException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathwardenTest {

    @TempDir
    private Path directory;

    @Test
    void command_thatIsUnknown_isOneSentenceWithASuggestion() {
        CliRun run = CliRun.of("shwo");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).containsExactly("pathwarden: unknown command: shwo; did you mean 'show'?", "Try 'pathwarden --help'.");
    }

    @Test
    void command_thatIsLikeNone_getsNoSuggestion() {
        assertThat(CliRun.of("nonsense").err().lines()).containsExactly("pathwarden: unknown command: nonsense", "Try 'pathwarden --help'.");
    }

    @Test
    void option_thatIsUnknown_isOneSentence() {
        CliRun run = CliRun.of("show", "--jsno", directory);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("pathwarden: unknown option: --jsno").contains("Try 'pathwarden show --help'.");
    }

    @Test
    void input_thatIsNotThere_isOneSentenceWithoutATrace() {
        CliRun run = CliRun.of("show", directory.resolve("nothing"));

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("nothing").doesNotContain("\tat ").doesNotContain("Exception");
    }

    @Test
    void input_thatIsNoSnapshot_isOneSentence() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.txt"), "no snapshot");

        CliRun run = CliRun.of("show", file);

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err().lines()).singleElement().asString().contains("notes.txt").contains("is no snapshot");
    }

    @Test
    void error_isOneSentenceAndADocumentedCode() {
        Map<Error, String> errors = Map.of(new OutOfMemoryError("heap"), "There is not enough memory", new StackOverflowError(), "nested too deeply",
                new NoClassDefFoundError("some/Part"), "This is a fault in Pathwarden, not in what the command was given");
        errors.forEach((error, sentence) -> {
            CliRun demo = CliRun.of(() -> { throw error; }, "demo", "--out", directory.resolve("demo"));
            assertThat(demo.code()).isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(demo.err().lines()).singleElement().asString().contains(sentence).doesNotContain(error.getClass().getSimpleName());

            CliRun run = CliRun.of(() -> { throw error; }, "run", "--", "true");
            assertThat(run.code()).isEqualTo(ExitCode.RUN_FAILED);
            assertThat(run.err().lines()).singleElement().asString().contains(sentence);
        });
        assertThat(CliRun.of(() -> { throw new NoClassDefFoundError("x"); }, "demo", "--verbose", "--out", directory.resolve("demo")).err()).contains("at dev.pathwarden");
    }

    /** The JDK says of these no more than their class, or the name of the file. */
    @Test
    void failure_ofWhichTheSystemGivesNoReason_isASentence() {
        Map<Throwable, String> failures = Map.of(new ClosedChannelException(), "it was closed while it was in use", new EOFException(), "it ends before it should", new IOException(), "the system gave no reason",
                new FileSystemException("here"), "here cannot be used: the system gave no reason", new DirectoryNotEmptyException("there"), "there cannot be used: its directory is not empty",
                new IllegalStateException(), "This is a fault in Pathwarden");
        failures.forEach((failure, sentence) -> assertThat(Faults.of(failure).sentence()).contains(sentence).endsWith(".").doesNotContain("Exception", "null"));
    }

    @Test
    void verbose_addsTheTrace() {
        CliRun run = CliRun.of("show", "--verbose", directory.resolve("nothing"));

        assertThat(run.code()).isEqualTo(ExitCode.INPUT);
        assertThat(run.err()).contains("SnapshotException").contains("at dev.pathwarden");
    }

    @Test
    void help_ofEveryCommand_hasHeaderExitCodesAndAnExample() {
        for (var command : Pathwarden.commandLine(new Invocation(new Console(new PrintWriter(System.out), new PrintWriter(System.err), Terminal.NONE), () -> null, Map.of())).getSubcommands().values()) {
            if (!command.getSubcommands().isEmpty()) {
                continue;
            }
            String help = command.getUsageMessage();

            assertThat(help).as(command.getCommandName()).contains("Usage: pathwarden").contains("Exit codes:").containsPattern("Examples?:").contains("--verbose");
            assertThat(help.lines()).as(command.getCommandName()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
        }
    }

    @Test
    void colours_areForTerminalsThatWantThem() throws Exception {
        SampleJournal.write(directory.resolve("journal"));
        Terminal terminal = Terminal.of("out", "120", Map.of());
        Terminal without = Terminal.of("out", "120", Map.of("NO_COLOR", "1"));

        assertThat(CliRun.of(terminal, Map.of(), "show", directory).out()).contains("\u001b[");
        assertThat(CliRun.of(without, Map.of(), "show", directory).out()).doesNotContain("\u001b[");
        assertThat(CliRun.of(Terminal.NONE, Map.of(), "show", directory).out()).doesNotContain("\u001b[");
    }
}
