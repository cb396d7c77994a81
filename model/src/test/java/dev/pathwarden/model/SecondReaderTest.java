package dev.pathwarden.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pathwarden.model.archive.Archives;
import dev.pathwarden.model.encryption.EncryptionKey;
import dev.pathwarden.model.encryption.EncryptionKeys;
import dev.pathwarden.model.evidence.Redacting;
import dev.pathwarden.model.evidence.Rewriting;
import dev.pathwarden.model.evidence.TestSigner;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.RunSummary;
import dev.pathwarden.model.snapshot.Seal;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/snapshot-format.md} says is enough to read an archive: a script that was written from it alone reads the same as this build. Needs Python and zstd. */
class SecondReaderTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v2", "v3", "v4"})
    void samples_areReadAlike(String version) throws Exception {
        readAlike(Path.of(SecondReaderTest.class.getResource("formats/" + version + "/sample.pathwarden").toURI()));
    }

    /** Needs Python's package cryptography. */
    @Test
    void encryptedSample_isReadAlike() throws Exception {
        assumeTrue(runs("python3", "-c", "import cryptography"), "Python's package cryptography is not installed");
        Path key = directory.resolve("key");
        Files.writeString(key, FormatSamplesTest.ENCRYPTION_KEY);
        assertThat(readAlike(Path.of(SecondReaderTest.class.getResource("formats/v5/sample.pathwarden").toURI()), FormatSamplesTest.encryptionKeys(), key.toString())).isPositive();
        Path archive = directory.resolve("encrypted.pathwarden");
        try (EncryptionKey encryptionKey = FormatSamplesTest.encryptionKeys().find("")) {
            Archives.write(archive, new Events(3).runs(9, 12).iterator(), new NotesCodec.Notes(List.of(new Events(2).process()), List.of()), new Seal(new TestSigner(), encryptionKey));
        }
        assertThat(readAlike(archive, FormatSamplesTest.encryptionKeys(), key.toString())).isPositive();
    }

    @Test
    void runsOfAllKinds_areReadAlike() throws Exception {
        for (long seed = 1; seed <= 8; seed++) {
            Path archive = directory.resolve(seed + ".pathwarden");
            Archives.write(archive, new Events(seed).runs(5, 12).iterator(), List.of());
            readAlike(archive);
        }
    }

    /** It verifies them too: what was signed, and of a part of the runs that they belong to it. */
    @Test
    void signedRuns_areVerifiedByBoth_andChangedOnesByNeither() throws Exception {
        assumeTrue(runs("openssl", "version"), "openssl is not installed");
        TestSigner signer = new TestSigner();
        NotesCodec.Notes notes = new NotesCodec.Notes(List.of(new Events(2).process()), List.of("Something was lost."));
        for (long seed = 30; seed <= 33; seed++) {
            List<RecordedRun> recorded = new Events(seed).runs(9, 6);
            Path archive = directory.resolve(seed + ".pathwarden");
            Archives.write(archive, recorded.iterator(), notes, signer);
            readAlike(archive);
            Path part = directory.resolve(seed + "-part.pathwarden");
            try (Snapshot snapshot = Snapshots.open(archive)) {
                SealedRuns sealed = snapshot.sealed().orElseThrow();
                SealedRuns.Selection selection = sealed.select(Set.of(recorded.get(recorded.size() / 2).run().id()));
                Archives.write(part, selection.runs(), notes, selection.evidence());
                readAlike(part);
                SealedRuns.Selection apart = sealed.selectApart(recorded.stream().map(run -> run.run().id()).collect(Collectors.toSet()));
                Redacting redacting = new Redacting(apart.evidence(), new Rewriting(text -> text.replace("customers", "[taken out]"), value -> value instanceof Map ? Map.of() : null, text -> text), "test", 1);
                Path redacted = directory.resolve(seed + "-redacted.pathwarden");
                List<RecordedRun> less = new ArrayList<>();
                apart.runs().forEachRemaining(run -> less.add(redacting.redact(run)));
                Archives.write(redacted, less.iterator(), notes, redacting.evidence(false));
                readAlike(redacted);
                List<RecordedRun> changed = new ArrayList<>(recorded);
                changed.set(0, new Events(seed + 100).runs(1, 2).get(0));
                Path forged = directory.resolve(seed + "-forged.pathwarden");
                Archives.write(forged, changed.iterator(), notes, sealed.evidence());
                Process second = second(forged);
                assertThat(new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("the root does not fit");
                assertThat(second.waitFor()).isNotZero();
            }
        }
    }

    private static void readAlike(Path archive) throws Exception {
        readAlike(archive, EncryptionKeys.NONE);
    }

    private static int readAlike(Path archive, EncryptionKeys keys, String... key) throws Exception {
        assumeTrue(runs("python3", "--version") && runs("zstd", "--version"), "python3 and zstd are not installed");
        List<String> expected = new ArrayList<>();
        try (Snapshot snapshot = Snapshots.open(archive, keys)) {
            for (RunSummary summary : snapshot.runs()) {
                lines(snapshot.run(summary.run().id()), expected);
            }
        }
        Process process = second(archive, key);
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        List<String> lines = printed.lines().sorted().toList();
        expected.sort(Comparator.naturalOrder());
        for (int i = 0; i < Math.min(lines.size(), expected.size()); i++) {
            assertThat(lines.get(i)).isEqualTo(expected.get(i));
        }
        assertThat(lines).hasSameSizeAs(expected);
        return lines.size();
    }

    private static Process second(Path archive, String... key) throws Exception {
        Path script = Path.of(SecondReaderTest.class.getResource("formats/read_archive.py").toURI());
        List<String> command = new ArrayList<>(List.of("python3", script.toString(), archive.toString()));
        command.addAll(List.of(key));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void lines(RecordedRun recorded, List<String> lines) {
        Run run = recorded.run();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("id", run.id().toString());
        header.put("agent", run.agent());
        header.put("agentName", run.agentName());
        header.put("agentVersion", run.agentVersion());
        header.put("status", run.status().text());
        header.put("start", run.startNanos());
        header.put("end", run.endNanos());
        header.put("attributes", run.attributes());
        header.put("imports", recorded.imports().stream().map(imported -> List.of(imported.pid(), imported.ticket(), imported.labels())).toList());
        lines.add(json(header));
        recorded.steps().forEach(step -> lines.add(json(step(step))));
    }

    private static Map<String, Object> step(RecordedStep recorded) {
        Step step = recorded.step();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", unsigned(step.id()));
        line.put("parent", unsigned(step.parent()));
        line.put("operation", step.operation().text());
        line.put("name", step.name());
        line.put("agent", step.agent());
        line.put("pid", step.pid());
        line.put("thread", step.thread());
        line.put("start", step.startNanos());
        line.put("links", step.links().stream().map(link -> Arrays.asList(unsigned(link.step()), link.kind().text(), link.argument())).toList());
        line.put("arguments", step.arguments());
        line.put("facts", facts(step.facts()));
        line.put("labels", step.labels());
        line.put("decidedAt", (long) recorded.decidedAt());
        line.put("endedAt", (long) recorded.endedAt());
        line.put("decision", decision(recorded.decision()));
        line.put("outcome", outcome(recorded.outcome()));
        if (recorded.hold() != null) {
            line.put("hold", hold(recorded.hold()));
        }
        return line;
    }

    private static List<Object> decision(Decision decision) {
        return decision == null ? null : Arrays.asList(decision.ticket(), decision.clockNanos(), decision.bundle(), decision.forced() == null ? null : decision.forced().text(), decision.labels(),
                decision.verdicts().stream().map(verdict -> Arrays.asList(verdict.guardrail(), verdict.version(), verdict.action().text(), verdict.mode().text(), verdict.message(),
                        verdict.clauses().stream().map(clause -> Arrays.asList(clause.text(), (long) clause.from(), (long) clause.to(), clause.value())).toList())).toList(),
                decision.notEvaluated().stream().map(silent -> Arrays.asList(silent.guardrail(), silent.reason())).toList());
    }

    private static List<Object> outcome(Outcome outcome) {
        return outcome == null ? null : Arrays.asList(outcome.ticket(), outcome.durationNanos(), outcome.status().text(), outcome.error(), outcome.result(), facts(outcome.facts()), outcome.labels());
    }

    private static List<Object> hold(Hold hold) {
        return Arrays.asList(hold.binding(), hold.askedNanos(), hold.expiresNanos(), hold.answer() == null ? null : hold.answer().text(), hold.answeredNanos(), hold.by(), hold.reason());
    }

    private static Map<String, Object> facts(Facts facts) {
        Map<String, Object> named = new LinkedHashMap<>();
        facts.asMap().forEach((field, value) -> named.put(field.text(), value));
        return named;
    }

    private static Object unsigned(StepId id) {
        return id == null ? null : new BigInteger(Long.toUnsignedString(id.value()));
    }

    /** JSON as Python prints it. */
    private static String json(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> entries = new ArrayList<>();
            map.forEach((key, each) -> entries.add(json(key) + ":" + json(each)));
            return "{" + String.join(",", entries) + "}";
        }
        if (value instanceof Collection<?> list) {
            return "[" + String.join(",", list.stream().map(SecondReaderTest::json).toList()) + "]";
        }
        if (value instanceof Double number) {
            return String.format("\"double %016x\"", Double.doubleToRawLongBits(number));
        }
        return value instanceof String text ? quoted(text) : String.valueOf(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            int simple = "\"\\\n\r\t\b\f".indexOf(c);
            if (simple >= 0) {
                quoted.append('\\').append("\"\\nrtbf".charAt(simple));
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
