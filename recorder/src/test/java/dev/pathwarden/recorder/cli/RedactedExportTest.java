package dev.pathwarden.recorder.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words are taken out of what was sealed: they are nowhere in the file, and the rest still verifies. */
class RedactedExportTest {

    private static final RunId RUN = new RunId(7, 7);
    private static final RunId CLEAN = new RunId(8, 8);
    /** One in each place where a run can have words. */
    private static final String[] PLACES = {"attribute", "agentname", "imported", "stepname", "thread", "argument", "key", "nested", "fact", "factlist", "label", "linkargument", "decisionlabel", "message", "clausetext",
        "clausevalue", "notevaluated", "by", "reason", "error", "result", "resultfact", "resultlabel", "command", "hook"};

    @TempDir
    private Path directory;
    private Path snapshot;
    private Path archive;

    @BeforeEach
    void record() throws Exception {
        Path journal = directory.resolve("journal");
        try (JournalWriter writer = JournalWriter.create(journal.toFile(), 47, 1)) {
            writer.append(new JournalEvent.ProcessSeen(new ProcessInfo(47, 1, "java " + word("command"), "17", null, null, List.of(new ProcessInfo.HookState("file.read", false, word("hook"))), 0, 0)));
            run(writer);
            writer.append(new JournalEvent.RunStarted(new Run(CLEAN, "agent-1", "clean", "v1", Status.UNFINISHED, 900L, null, Map.of())));
            writer.append(new JournalEvent.StepDecided(Step.of(CLEAN, new StepId(3), Operation.TOOL_CALL, "harmless").pid(47L).startNanos(901L).arguments(Map.of("a", "nothing to hide")).build(),
                    new Decision(20, null, "", null, Set.of(), List.of(), List.of())));
            writer.append(new JournalEvent.RunEnded(CLEAN, 950L, Status.OK));
        }
        snapshot = directory.resolve("snapshot");
        archive = directory.resolve("redacted.pathwarden");
        assertThat(cli("snapshot", journal, "--out", snapshot).code()).isZero();
    }

    private static void run(JournalWriter writer) {
        writer.append(new JournalEvent.RunStarted(new Run(RUN, "agent-1", word("agentname"), "v1", Status.UNFINISHED, 100L, null, Map.of("customer", word("attribute")))));
        writer.append(new JournalEvent.LabelsCame(RUN, new RecordedRun.LabelsImported(47, 1, Set.of(word("imported")))));
        StepId first = new StepId(1);
        writer.append(new JournalEvent.StepDecided(Step.of(RUN, first, Operation.TOOL_CALL, "plain").pid(47L).startNanos(101L).build(), new Decision(2, null, "", null, Set.of(), List.of(), List.of())));
        writer.append(new JournalEvent.StepEnded(RUN, first, new Outcome(3, 1L, Status.OK, null, "fine", Facts.NONE, Set.of())));
        Step step = Step.of(RUN, new StepId(2), Operation.TOOL_CALL, word("stepname")).pid(47L).thread(word("thread")).startNanos(110L)
                .link(new Link(first, LinkKind.COPIED, word("linkargument"))).arguments(Map.of(word("key"), word("argument"), "json", "{\"to\":[\"" + word("nested") + "\"]}"))
                .fact(Field.FILE_PATH, "/home/" + word("fact")).fact(Field.PROCESS_ARGV, List.of("mail", word("factlist"))).labels(Set.of(word("label"))).build();
        Verdict verdict = new Verdict("mail", "0123456789abcdef", Action.HOLD, Mode.ENFORCE, "to " + word("message"), List.of(new Verdict.Clause("x == '" + word("clausetext") + "'", 0, 4, word("clausevalue"))));
        writer.append(new JournalEvent.StepDecided(step, new Decision(4, 111L, "0123456789abcdef", Mode.ENFORCE, Set.of(word("decisionlabel")), List.of(verdict),
                List.of(new Decision.NotEvaluated("other", "no " + word("notevaluated"))))));
        writer.append(new JournalEvent.StepHeld(RUN, step.id(), new Hold("ab".repeat(32), 112, 113, Hold.Answer.APPROVED, 114L, word("by"), word("reason"))));
        writer.append(new JournalEvent.StepEnded(RUN, step.id(), new Outcome(9, 10L, Status.ERROR, "not sent to " + word("error"), Map.of("sent", List.of(word("result"))),
                Facts.of(Map.of(Field.PROCESS_CHANGED, List.of("created /srv/" + word("resultfact")))), Set.of(word("resultlabel")))));
        writer.append(new JournalEvent.RunEnded(RUN, 200L, Status.OK));
    }

    private static String word(String place) {
        return "ann." + place + "@example.com";
    }

    @Test
    void export_withAProfile_hasTheWordsNowhere_andTheRestVerifies() throws Exception {
        Path whole = directory.resolve("whole.pathwarden");
        cli("export", snapshot, "--out", whole);
        String plain = unpacked(whole);
        for (String place : PLACES) {
            assertThat(plain).as("a word that the test does not record would prove nothing").contains(word(place));
        }
        for (String profile : List.of("personal", "payload")) {
            Path file = directory.resolve(profile);
            assertThat(cli("export", snapshot, "--redact", profile, "--out", file).code()).isZero();

            assertThat(unpacked(file)).doesNotContain("@example.com").contains("[pii.email ");
            CliRun verified = cli("verify", file);
            assertThat(verified.err()).isEmpty();
            assertThat(verified.code()).isZero();
            assertThat(verified.out()).contains("2 runs, 3 steps").containsPattern("redacted    \\d+ parts: of these the hash alone fits").contains("what stands beside the runs");
        }
        assertThat(unpacked(directory.resolve("personal"))).contains("nothing to hide").contains("fine");
        assertThat(unpacked(directory.resolve("payload"))).doesNotContain("nothing to hide").doesNotContain("fine");
    }

    @Test
    void show_ofARedactedRun_saysWhatWasTakenOut() {
        cli("export", snapshot, "--redact", "personal", "--out", archive);

        assertThat(cli("show", archive).err()).contains("Words were taken out of 1 run after it was recorded");
        CliRun shown = cli("show", archive, "1");
        assertThat(shown.err()).containsPattern("Taken out of this run at \\d{4}-.* UTC: personal \\(input of the run itself, step 2; output of step 2; path of the run itself, step 2; words of the run itself, step 2\\)");
        assertThat(shown.out()).contains("[pii.email ").containsOnlyOnce("taken out: ").contains("taken out: path (personal), words (personal), input (personal), output (personal)");
        assertThat(cli("show", archive, "2").err()).doesNotContain("Taken out");
        assertThat(cli("show", archive, "2").out()).doesNotContain("taken out");
    }

    @Test
    void showAsJson_ofARedactedRun_hasATombstoneForEachPart() {
        cli("export", snapshot, "--redact", "personal", "--out", archive);

        List<?> runs = (List<?>) json("show", archive, "--json").get("runs");
        assertThat(runs).hasSize(2);
        assertThat(((Map<?, ?>) ((Map<?, ?>) runs.get(0)).get("redacted")).get("at")).isInstanceOf(Long.class);
        assertThat(((Map<?, ?>) runs.get(1)).containsKey("redacted")).isFalse();
        Map<?, ?> redacted = (Map<?, ?>) ((Map<?, ?>) json("show", archive, "1", "--json").get("run")).get("redacted");
        assertThat(redacted.get("at")).isInstanceOf(Long.class);
        List<Object> parts = List.copyOf((List<?>) redacted.get("parts"));
        assertThat(parts).hasSize(7).contains(tombstone(null, "input"), tombstone(2L, "output"));
        assertThat(((Map<?, ?>) json("show", archive, "2", "--json").get("run")).containsKey("redacted")).isFalse();
    }

    private Map<?, ?> json(Object... arguments) {
        return (Map<?, ?>) JsonText.parse(cli(arguments).out(), 1 << 20);
    }

    private static Object tombstone(Long step, String part) {
        Map<String, Object> tombstone = new HashMap<>();
        tombstone.put("step", step);
        tombstone.put("part", part);
        tombstone.put("kind", "personal");
        return tombstone;
    }

    @Test
    void redacted_thenAgain_andInPart_stillVerifies() throws Exception {
        cli("export", snapshot, "--redact", "personal", "--out", archive);
        Path again = directory.resolve("again");
        assertThat(cli("export", archive, "1", "--redact", "payload", "--out", again).code()).isZero();

        assertThat(cli("verify", again).code()).isZero();
        assertThat(cli("show", again, "1").err()).contains("payload (").contains("personal (");
        assertThat(unpacked(again)).doesNotContain("@example.com").doesNotContain("fine");
    }

    @Test
    void runs_ofACondition_areThoseWithAStepForWhichItHolds() {
        assertThat(cli("export", snapshot, "--runs", "run.agentName == 'clean'", "--out", archive).code()).isZero();
        assertThat(cli("verify", archive).out()).contains("1 run of the 2 that were sealed");
        assertThat(cli("show", archive).out()).contains("clean");
        assertThat(cli("export", snapshot, "--runs", "run.status == 'ok' && run.start < timestamp('1970-01-02T00:00:00Z') && step.status != 'blocked' && run.agentName == 'clean'", "--out", directory.resolve("b")).code()).isZero();
        CliRun none = cli("export", snapshot, "--runs", "run.agentName == 'nobody'", "--out", directory.resolve("c"));
        assertThat(none.code()).isEqualTo(ExitCode.INPUT);
        assertThat(none.err()).contains("The condition holds for no step of the 2 runs").contains("nothing was written");
        for (String wrong : List.of("agent", "run.status", "run.status = 'ok'", "run.colour == 'red'", "")) {
            CliRun refused = cli("export", snapshot, "--runs", wrong, "--out", directory.resolve("d"));
            assertThat(refused.code()).as(wrong).isEqualTo(ExitCode.USAGE);
            assertThat(refused.err()).contains("What --runs says cannot be used, at character ");
        }
        assertThat(directory.resolve("d")).doesNotExist();
    }

    @Test
    void redact_ofAJournal_isRefused() {
        CliRun refused = cli("export", directory.resolve("journal"), "--redact", "personal", "--out", archive);

        assertThat(refused.code()).isEqualTo(ExitCode.INPUT);
        assertThat(refused.err()).contains("make a snapshot of ");
        assertThat(archive).doesNotExist();
    }

    /** All bytes of a file, and all that its compressed frames unfold to. */
    private static String unpacked(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        StringBuilder text = new StringBuilder(new String(bytes, StandardCharsets.ISO_8859_1));
        for (int at = 0; at + 4 < bytes.length; at++) {
            if (bytes[at] == 0x28 && (bytes[at + 1] & 0xFF) == 0xB5 && bytes[at + 2] == 0x2F && (bytes[at + 3] & 0xFF) == 0xFD) {
                byte[] frame = java.util.Arrays.copyOfRange(bytes, at, bytes.length);
                int length = (int) Zstd.findFrameCompressedSize(frame, 0);
                byte[] unfolded = Zstd.decompress(java.util.Arrays.copyOf(frame, length), (int) Zstd.getFrameContentSize(frame));
                text.append(new String(unfolded, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private CliRun cli(Object... arguments) {
        return CliRun.of(Terminal.NONE, Map.of("PATH", System.getenv("PATH"), "HOME", directory.resolve("home").toString()), arguments);
    }
}
