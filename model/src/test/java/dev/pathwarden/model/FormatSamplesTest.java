package dev.pathwarden.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.evidence.TestSigner;
import dev.pathwarden.model.journal.JournalContents;
import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalReader;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.snapshot.RunMerger;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.search.FacetCounter;
import dev.pathwarden.model.search.StepFacet;
import dev.pathwarden.model.search.StepFilter;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
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
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that an earlier build wrote are read for ever. {@code -Dpw.update=DIR} writes the samples of this version into a directory, for a new
 * format version only.
 */
class FormatSamplesTest {

    private static final String ARCHIVE = "sample.pathwarden";
    private static final String ENCRYPTED = "encrypted.pathwarden";
    static final String ENCRYPTION_KEY = EncryptionKey.BEGINNING + "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String JOURNAL = "4711-17979cfe362a0000.0.pwj";

    /** Whose private key nobody has any more. */
    private static final String SIGNER = "ee69c6f923315bf694336a056cbd49578dc9d79ab967d0e94f7c23dcfab87e56";

    private static final RunId RUN = new RunId(0x0af7651916cd43ddL, 0x8448eb211c80319cL);
    private static final StepId READ = new StepId(0xb7ad6b7169203331L);
    private static final StepId WRITE = new StepId(2);
    private static final ProcessInfo PROCESS = new ProcessInfo(4711, 1_700_000_000_000_000_000L, "agent.jar", "17.0.1", null, null,
            List.of(new ProcessInfo.HookState("file.read", true, ""), new ProcessInfo.HookState("jdbc", null, "not loaded"), new ProcessInfo.HookState("net", false, "canary lost")), 3, 0);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "v3", "v4"})
    void archiveOfEveryVersion_isRead(String version) throws Exception {
        try (Snapshot snapshot = Snapshots.open(sample(version, ARCHIVE))) {
            FacetCounter counter = new FacetCounter();
            snapshot.forEachRun(run -> counter.add(run, StepFilter.ALL.places(run)));
            assertThat(snapshot.count(null, done -> { })).isEqualTo(counter.counts());
            assertThat(snapshot.find(StepFilter.ALL.operations(Operation.DATA_SQL), done -> { }).total()).isEqualTo(counter.counts().of(StepFacet.OPERATION).get("data.sql"));
            assertThat(snapshot.damages()).isEmpty();
            assertThat(snapshot.processes()).containsExactly(PROCESS);
            assertThat(snapshot.run(RUN)).isEqualTo(run());
        }
    }

    @Test
    void archiveOfVersion2_verifiesForEver() throws Exception {
        try (Snapshot snapshot = Snapshots.open(sample("v4", ARCHIVE))) {
            assertThat(snapshot.sealed().orElseThrow().verify(SigningKeys.publicKey(SIGNER)).problems()).isEmpty();
        }
        for (String before : List.of("v1", "v2", "v3")) {
            try (Snapshot snapshot = Snapshots.open(sample(before, ARCHIVE))) {
                assertThat(snapshot.sealed()).isEmpty();
            }
        }
    }

    @Test
    void encryptedArchiveOfVersion3_isReadAndVerifiesForEver() throws Exception {
        try (Snapshot snapshot = Snapshots.open(sample("v5", ARCHIVE), encryptionKeys())) {
            assertThat(snapshot.damages()).isEmpty();
            assertThat(snapshot.processes()).containsExactly(PROCESS);
            assertThat(snapshot.run(RUN)).isEqualTo(run());
            assertThat(snapshot.sealed().orElseThrow().verify(null).problems()).isEmpty();
        }
    }

    /** The key of the encrypted samples, which protects nothing. */
    static EncryptionKeys encryptionKeys() {
        return name -> {
            try {
                return EncryptionKey.of(ENCRYPTION_KEY.getBytes(StandardCharsets.US_ASCII));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Test
    void journalOfVersion1_isRead() throws Exception {
        JournalContents contents = JournalReader.read(sample("v1", JOURNAL));
        assertThat(contents.damages()).isEmpty();
        assertThat(contents.events()).isEqualTo(events());
    }

    @Test
    void todaysFiles_areThoseOfTheLastVersion() throws Exception {
        Path today = System.getProperty("pw.update") == null ? directory : Path.of(System.getProperty("pw.update"));
        try (JournalWriter writer = JournalWriter.create(today.toFile(), PROCESS.pid(), PROCESS.startNanos())) {
            events().forEach(writer::append);
        }
        Archives.write(today.resolve(ARCHIVE), List.of(run()).iterator(), new NotesCodec.Notes(List.of(PROCESS), List.of()), new TestSigner());
        try (EncryptionKey key = encryptionKeys().find("")) {
            Archives.write(today.resolve(ENCRYPTED), List.of(run()).iterator(), new NotesCodec.Notes(List.of(PROCESS), List.of()), new Seal(new TestSigner(), key));
        }
        assertThat(Arrays.copyOf(Files.readAllBytes(today.resolve(ENCRYPTED)), 8)).isEqualTo(Arrays.copyOf(Files.readAllBytes(sample("v5", ARCHIVE)), 8));
        assertThat(today.resolve(JOURNAL)).hasSameBinaryContentAs(sample("v1", JOURNAL));
        // Another version of zstd may compress the archive to other bytes.
        assertThat(Arrays.copyOf(Files.readAllBytes(today.resolve(ARCHIVE)), 16)).isEqualTo(Arrays.copyOf(Files.readAllBytes(sample("v4", ARCHIVE)), 16));
    }

    private static RecordedRun run() {
        return RunMerger.merge(new JournalContents(List.of(new dev.pathwarden.model.journal.ProcessJournal(PROCESS.pid(), PROCESS.startNanos(), events())), List.of())).runs().get(0);
    }

    private static List<JournalEvent> events() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("path", "/tmp/customers.csv");
        arguments.put("rows", Arrays.asList(1L, -2.5, true, null, "é\uD83D\uDE00\uD800", Map.of("deep", List.of())));
        Step read = Step.of(RUN, READ, Operation.DATA_SQL, "customers").agent("agent-1").pid(4711L).thread("main").startNanos(1_700_000_000_000_000_100L)
                .arguments(Map.of("sql", "select * from customers")).fact(Field.SQL_TABLES, List.of("customers")).fact(Field.SQL_WRITES, false).build();
        Step write = Step.of(RUN, WRITE, Operation.DATA_FILE_WRITE, "customers.csv").parent(READ).agent("agent-1").pid(4711L).thread("main").startNanos(1_700_000_000_000_000_300L)
                .link(Link.to(READ, LinkKind.DECIDED_BY)).link(new Link(READ, LinkKind.COPIED, "rows[0]")).arguments(arguments)
                .fact(Field.FILE_PATH, "/tmp/customers.csv").fact(Field.FILE_BYTES, 12L).labels(Set.of("pii.email", "untrusted")).build();
        Verdict verdict = new Verdict("plaintext-pii", "0123456789abcdef", Action.BLOCK, Mode.ENFORCE, "no", List.of(new Verdict.Clause("a && b", 0, 6, "true")));
        return List.of(
                new JournalEvent.ProcessSeen(PROCESS),
                new JournalEvent.RunStarted(new Run(RUN, "agent-1", "assistant", "v1", Status.UNFINISHED, 1_700_000_000_000_000_050L, null, Map.of("customer", "x"))),
                new JournalEvent.StepDecided(read, new Decision(1, 1_700_000_000_000_000_110L, "", null, Set.of(), List.of(), List.of(new Decision.NotEvaluated("late", "no clock")))),
                new JournalEvent.StepEnded(RUN, READ, new Outcome(2, 50L, Status.OK, null, "ann@example.com", Facts.of(Map.of(Field.SQL_ROWS, 1L)), Set.of("pii.email"))),
                new JournalEvent.LabelsCame(RUN, new RecordedRun.LabelsImported(4711, 3, Set.of("untrusted"))),
                new JournalEvent.StepDecided(write, new Decision(4, 1_700_000_000_000_000_310L, "fedcba9876543210", Mode.ENFORCE, Set.of("pii.email"), List.of(verdict), List.of())),
                new JournalEvent.StepEnded(RUN, WRITE, new Outcome(5, 10L, Status.BLOCKED, "stopped", null, Facts.NONE, Set.of())),
                new JournalEvent.RunEnded(RUN, 1_700_000_000_000_000_900L, Status.OK));
    }

    private static Path sample(String version, String name) throws URISyntaxException, IOException {
        return Path.of(FormatSamplesTest.class.getResource("formats/" + version + "/" + name).toURI());
    }
}
