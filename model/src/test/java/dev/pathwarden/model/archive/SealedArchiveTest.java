package dev.pathwarden.model.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.evidence.Changed;
import dev.pathwarden.model.evidence.Checkpoint;
import dev.pathwarden.model.evidence.Evidence;
import dev.pathwarden.model.evidence.EvidenceCodec;
import dev.pathwarden.model.evidence.Part;
import dev.pathwarden.model.evidence.RedactedRun;
import dev.pathwarden.model.evidence.Redacting;
import dev.pathwarden.model.evidence.Rewriting;
import dev.pathwarden.model.evidence.SignedNote;
import dev.pathwarden.model.evidence.Signer;
import dev.pathwarden.model.evidence.TestSigner;
import dev.pathwarden.model.evidence.Verification;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.segment.NotesCodec;
import dev.pathwarden.model.snapshot.SealedRuns;
import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.SnapshotWriter;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives that someone has changed and made whole again: every digest fits, and what was signed does not. */
class SealedArchiveTest {

    @TempDir
    Path directory;

    private final TestSigner signer = new TestSigner();
    private final List<RecordedRun> runs = new ArrayList<>();
    private final NotesCodec.Notes notes = new NotesCodec.Notes(List.of(new Events(12).process()), List.of("Something was lost."));
    private Evidence evidence;
    private int files;

    @BeforeEach
    void seal() {
        for (long seed = 1; runs.size() < 9; seed++) {
            runs.addAll(new Events(seed).runs(1, 6).stream().filter(run -> run.steps().size() > 1).toList());
        }
        Path file = fresh();
        Archives.write(file, runs.iterator(), notes, signer);
        evidence = sealed(file, SealedRuns::evidence);
    }

    @Test
    void verify_ofWhatWasWritten_holds() {
        Verification verification = verify(runs, notes, evidence, signer.key());

        assertThat(verification.problems()).isEmpty();
        assertThat(verification.signer()).isEqualTo(signer.publicText());
        assertThat(verification.runs()).isEqualTo(9);
        assertThat(verification.steps()).isEqualTo(runs.stream().mapToLong(run -> run.steps().size()).sum());
        assertThat(verification.last().isLast()).isTrue();
    }

    @Test
    void verify_ofEveryChangeInARun_namesIt() {
        RecordedRun run = runs.get(4);
        for (RecordedRun changed : Changed.inOnePlace(run)) {
            if (changed.run().id().equals(run.run().id())) {
                assertThat(problem(with(4, changed), evidence)).startsWith("Run " + run.run().id() + ", the 5th, was altered");
            }
        }
    }

    @Test
    void verify_ofStepsThatWereDroppedMovedOrRepeated_namesTheRun() {
        RecordedRun run = runs.get(4);
        List<RecordedStep> fewer = new ArrayList<>(run.steps());
        fewer.remove(fewer.size() - 1);
        List<RecordedStep> swapped = new ArrayList<>(run.steps());
        Collections.swap(swapped, 0, 1);
        List<RecordedStep> more = new ArrayList<>(run.steps());
        more.add(run.steps().get(0));
        for (List<RecordedStep> steps : List.of(fewer, swapped, more)) {
            assertThat(problem(with(4, new RecordedRun(run.run(), steps, run.imports())), evidence)).startsWith("Run " + run.run().id() + ", the 5th, was altered");
        }
    }

    @Test
    void verify_ofRunsThatWereDroppedMovedAddedOrRepeated_saysWhich() {
        List<RecordedRun> dropped = new ArrayList<>(runs);
        dropped.remove(3);
        assertThat(problem(dropped, evidence)).isEqualTo("The 4th run is missing: run " + id(4) + " stands in its place.");
        assertThat(problem(runs.subList(0, 8), evidence)).isEqualTo("The 9th run is missing: the last one.");
        assertThat(problem(runs.subList(0, 5), evidence)).isEqualTo("The 6th run is missing: it and all behind it are gone.");
        List<RecordedRun> swapped = new ArrayList<>(runs);
        Collections.swap(swapped, 2, 6);
        assertThat(problem(swapped, evidence)).isEqualTo("Run " + id(6) + " was moved: it is the 3rd here and was recorded as the 7th.");
        List<RecordedRun> rotated = new ArrayList<>(runs);
        rotated.add(7, rotated.remove(1));
        assertThat(problem(rotated, evidence)).isEqualTo("Run " + id(2) + " was moved: it is the 2nd here and was recorded as the 3rd.");
        RecordedRun stranger = new Events(99).runs(1, 3).get(0);
        List<RecordedRun> added = new ArrayList<>(runs);
        added.add(5, stranger);
        assertThat(problem(added, evidence)).isEqualTo("Run " + stranger.run().id() + " was added: nothing of it was sealed.");
        List<RecordedRun> behind = new ArrayList<>(runs);
        behind.add(stranger);
        assertThat(problem(behind, evidence)).isEqualTo("Run " + stranger.run().id() + " was added: it stands behind the 9 that were sealed.");
        assertThat(problem(with(5, stranger), evidence)).startsWith("Run " + stranger.run().id() + ", the 6th, was altered, or is another one");
        List<RecordedRun> twice = new ArrayList<>(runs);
        twice.add(runs.get(2));
        assertThat(problem(twice, evidence)).isEqualTo("Run " + id(2) + " is there twice.");
    }

    /** Marks are not signed. Of one byte each there are few enough to try them all: one of them is that of the altered run. */
    @Test
    void verify_ofAnAlteredRunWhoseMarkWasAlteredToo_stillSeesIt() {
        RecordedRun changed = Changed.inOnePlace(runs.get(4)).get(3);
        Evidence guessed = new Evidence(evidence.publicText(), evidence.checkpoints(), evidence.size(), evidence.snapshotKey(), null, List.of(), null, 1, firstBytes(evidence.marks(), evidence.markBytes()));
        List<String> problems = new ArrayList<>();
        for (int value = 0; value < 256; value++) {
            guessed.marks()[4] = (byte) value;
            problems.add(problem(with(4, changed), guessed));
        }
        assertThat(problems).doesNotContain("").contains("One of the runs from " + id(0) + " to " + id(8) + " was altered; its mark, which is not signed, fits all the same.");
    }

    @Test
    void verify_ofAlteredNotes_saysSo() {
        for (NotesCodec.Notes altered : List.of(new NotesCodec.Notes(notes.processes(), List.of()), new NotesCodec.Notes(List.of(), notes.damages()))) {
            assertThat(verify(runs, altered, evidence, signer.key()).problems()).singleElement().asString().startsWith("What stands beside the runs");
        }
    }

    @Test
    void verify_withAStrangersKey_saysWhoseItIs() {
        TestSigner stranger = new TestSigner();
        assertThat(verify(runs, notes, evidence, stranger.key()).problems()).singleElement().asString()
                .isEqualTo("Checkpoint 1 of 1 is not signed by the key " + stranger.publicText().substring(0, 8) + "; the file names the key " + signer.publicText().substring(0, 8) + ".");
        Evidence replaced = new Evidence(stranger.publicText(), evidence.checkpoints(), evidence.size(), evidence.snapshotKey(), null, List.of(), null, evidence.markBytes(), evidence.marks());
        assertThat(problem(runs, replaced)).contains("its key was replaced");
        assertThat(verify(runs, notes, replaced, null).problems().get(0)).contains("is signed by another key");
        Path forged = fresh();
        Archives.write(forged, runs.iterator(), notes, stranger);
        assertThat(sealed(forged, sealed -> sealed.verify(null)).holds()).as("consistent in itself").isTrue();
        assertThat(sealed(forged, sealed -> sealed.verify(signer.key())).problems().get(0)).contains("is not signed by the key " + signer.publicText().substring(0, 8));
    }

    @Test
    void verify_withoutSignature_neverHolds() {
        Checkpoint last = Checkpoint.parse(evidence.checkpoints().get(0).text());
        Evidence stripped = with(null, List.of(new SignedNote(last.text(), "")));
        assertThat(verify(runs, notes, stripped, null).problems()).singleElement().asString().startsWith("It is not signed");
        assertThat(verify(runs, notes, stripped, signer.key()).problems()).singleElement().isEqualTo("Checkpoint 1 of 1 is not signed.");
        assertThat(verify(runs, notes, with(null, evidence.checkpoints()), null).problems()).singleElement().asString().contains("was taken out of the file");
        assertThat(problem(runs, with(signer.publicText(), List.of()))).isEqualTo("There is no checkpoint: the signatures were cut off.");
        Path unsigned = fresh();
        Archives.write(unsigned, runs.iterator(), notes, Signer.NONE);
        assertThat(sealed(unsigned, sealed -> sealed.verify(null)).problems()).singleElement().asString().startsWith("It is not signed");
    }

    @Test
    void verify_ofCheckpoints_thatWereCutMovedOrReplaced_saysSo() throws IOException {
        Checkpoint last = Checkpoint.parse(evidence.checkpoints().get(0).text());
        Checkpoint open = new Checkpoint(last.origin(), 9, last.root(), 1, Checkpoint.FIRST, last.time(), null);
        assertThat(problem(runs, with(signer.publicText(), List.of(signer.note(open))))).startsWith("The tail is cut off: the last checkpoint, which covers 9 runs");
        Checkpoint next = last.after(2, open.hash());
        assertThat(verify(runs, notes, with(signer.publicText(), List.of(signer.note(open), signer.note(next))), signer.key()).problems()).isEmpty();
        assertThat(problem(runs, with(signer.publicText(), List.of(signer.note(next), signer.note(open))))).contains("checkpoints were reordered or repeated");
        assertThat(problem(runs, with(signer.publicText(), List.of(signer.note(open), signer.note(open), signer.note(next))))).contains("checkpoints were reordered or repeated");
        Checkpoint forged = new Checkpoint(last.origin(), 8, last.root(), 1, Checkpoint.FIRST, last.time(), null);
        assertThat(problem(runs, with(signer.publicText(), List.of(signer.note(forged), signer.note(next))))).contains("names another checkpoint as the one before");
        TestSigner fresh = new TestSigner();
        Path other = fresh();
        Archives.write(other, runs.iterator(), notes, fresh);
        Evidence foreign = sealed(other, SealedRuns::evidence);
        assertThat(verify(runs, notes, new Evidence(fresh.publicText(), foreign.checkpoints(), 9, evidence.snapshotKey(), null, List.of(), null, evidence.markBytes(), evidence.marks()), null).problems().get(0))
                .isEqualTo("The checkpoints are of another snapshot.");
    }

    @Test
    void selection_ofEachRun_isVerifiedWithoutTheOthers() {
        Path whole = fresh();
        Archives.write(whole, runs.iterator(), notes, evidence);
        for (RecordedRun run : runs) {
            Path one = select(whole, Set.of(run.run().id()));
            Verification verification = sealed(one, sealed -> sealed.verify(signer.key()));
            assertThat(verification.problems()).isEmpty();
            assertThat(verification.runs()).isEqualTo(1);
            assertThat(verification.last().size()).isEqualTo(9);
            assertThat(sealed(one, SealedRuns::evidence).snapshotKey()).isNull();
            assertThat(sealed(one, SealedRuns::notes)).isEqualTo(notes);
        }
    }

    @Test
    void selections_ofSelections_holdToo_andNameWhatWasChanged() {
        Random random = new Random(3);
        Path whole = fresh();
        Archives.write(whole, runs.iterator(), notes, evidence);
        for (int i = 0; i < 20; i++) {
            List<RecordedRun> some = runs.stream().filter(run -> random.nextInt(3) > 0).toList();
            if (some.size() < 3) {
                continue;
            }
            Path first = select(whole, ids(some));
            List<RecordedRun> fewer = some.subList(0, some.size() - 1);
            Path second = select(first, ids(fewer));
            assertThat(sealed(second, sealed -> sealed.verify(signer.key())).problems()).isEmpty();
            Evidence proof = sealed(second, SealedRuns::evidence);
            List<RecordedRun> altered = new ArrayList<>(fewer);
            RecordedRun changed = Changed.inOnePlace(fewer.get(1)).stream().filter(run -> run.run().id().equals(fewer.get(1).run().id())).findFirst().orElseThrow();
            altered.set(1, changed);
            assertThat(problem(altered, proof)).startsWith("Run " + changed.run().id() + ", the 2nd, was altered");
            assertThat(problem(fewer.subList(1, fewer.size()), proof)).isEqualTo("Run " + fewer.get(0).run().id() + " is missing: run " + fewer.get(1).run().id() + " stands in its place.");
            List<RecordedRun> swapped = new ArrayList<>(fewer);
            Collections.swap(swapped, 0, 1);
            assertThat(problem(swapped, proof)).isEqualTo("Run " + fewer.get(1).run().id() + " was moved: it is the 1st here and was recorded as the 2nd.");
        }
    }

    /** The owner of the key seals fewer runs later, under the name of the same snapshot: only who kept the first checkpoint can tell. */
    @Test
    void verify_withACheckpointThatWasKeptElsewhere_seesThatRunsWereCutOffOrReplaced() {
        Checkpoint last = Checkpoint.parse(evidence.checkpoints().get(0).text());
        Checkpoint more = new Checkpoint(last.origin(), 10, last.root(), 1, Checkpoint.FIRST, last.time(), null);
        Checkpoint other = new Checkpoint(last.origin(), 4, last.root(), 1, Checkpoint.FIRST, last.time(), null);
        assertThat(anchored(evidence.checkpoints())).isEmpty();
        assertThat(anchored(List.of(signer.note(more)))).singleElement().asString().contains("runs were cut off");
        assertThat(anchored(List.of(signer.note(other)))).singleElement().asString().contains("was signed for other runs: its first 4 are not those that are here now");
        assertThat(anchored(List.of(new TestSigner().note(last)))).singleElement().asString().contains("is not signed by its key");
        assertThat(anchored(List.of())).singleElement().asString().startsWith("None of the checkpoints");
    }

    private List<String> anchored(List<SignedNote> kept) {
        Path file = fresh();
        Archives.write(file, runs.iterator(), notes, evidence);
        return sealed(file, sealed -> sealed.verify(signer.key(), kept)).problems();
    }

    @Test
    void run_withTheProofOfAnother_isNotWhatItProves() {
        Path whole = fresh();
        Archives.write(whole, runs.iterator(), notes, evidence);
        Evidence proof = sealed(select(whole, Set.of(id(2))), SealedRuns::evidence);
        assertThat(problem(List.of(runs.get(3)), proof)).isEqualTo("Run " + id(3) + " was added: the proof is for other runs.");
        Evidence other = sealed(select(whole, Set.of(id(3))), SealedRuns::evidence);
        Evidence siblings = new Evidence(proof.publicText(), proof.checkpoints(), proof.size(), null, other.runs(), proof.siblings(), proof.notesSalt(), other.markBytes(), other.marks());
        assertThat(problem(List.of(runs.get(3)), siblings)).isEqualTo("Run " + id(3) + " was altered; its mark, which is not signed, fits all the same.");
    }

    /** Of a run of which words were taken out, what is left is as well proved as before, and its tombstones are. */
    @Test
    void verify_ofRedactedRuns_seesChangesOfWhatIsLeft() {
        Path whole = fresh();
        Archives.write(whole, runs.iterator(), notes, evidence);
        Rewriting results = new Rewriting(text -> text, value -> value instanceof Map ? value : null, text -> text);
        List<RecordedRun> less = new ArrayList<>();
        Evidence proof = sealed(whole, sealed -> {
            SealedRuns.Selection apart = sealed.selectApart(ids(runs));
            Redacting redacting = new Redacting(apart.evidence(), results, "test", 1);
            apart.runs().forEachRemaining(run -> less.add(redacting.redact(run)));
            return redacting.evidence(false);
        });
        Verification verification = verify(less, notes, proof, signer.key());
        assertThat(verification.problems()).isEmpty();
        assertThat(verification.redacted()).isPositive();
        int place = 0;
        while (proof.runs().get(id(place)).redacted() == null) {
            place++;
        }
        RunId id = id(place);
        List<RedactedRun.Tombstone> tombstones = proof.runs().get(id).redacted().tombstones();
        assertThat(tombstones).allSatisfy(tombstone -> assertThat(tombstone.part()).isEqualTo(Part.OUTPUT));
        int seen = 0;
        for (RecordedRun changed : Changed.inOnePlace(less.get(place))) {
            List<RecordedRun> altered = new ArrayList<>(less);
            altered.set(place, changed);
            boolean holds = verify(altered, notes, proof, signer.key()).holds();
            boolean onlyOutput = sameButForOutputs(less.get(place), changed);
            assertThat(holds && !onlyOutput).as("%s%n%s", less.get(place), changed).isFalse();
            seen += holds ? 0 : 1;
        }
        assertThat(seen).isGreaterThan(20);
        List<RecordedRun> filled = new ArrayList<>(less);
        filled.set(place, runs.get(place));
        assertThat(verify(filled, notes, proof, signer.key()).redacted()).as("what was put in its place is not looked at").isPositive();
    }

    private static boolean sameButForOutputs(RecordedRun one, RecordedRun other) {
        return new RecordedRun(one.run(), one.steps().stream().map(SealedArchiveTest::withoutOutput).toList(), one.imports())
                .equals(new RecordedRun(other.run(), other.steps().stream().map(SealedArchiveTest::withoutOutput).toList(), other.imports()));
    }

    private static RecordedStep withoutOutput(RecordedStep step) {
        Outcome outcome = step.outcome();
        return outcome == null ? step : new RecordedStep(step.step(), step.decision(), step.hold(),
                new Outcome(outcome.ticket(), outcome.durationNanos(), outcome.status(), null, null, Facts.NONE, outcome.labels()), step.decidedAt(), step.endedAt());
    }

    @Test
    void select_ofRunsThatWereChanged_isRefused() {
        Path changed = fresh();
        Archives.write(changed, with(4, Changed.inOnePlace(runs.get(4)).get(3)).iterator(), notes, evidence);
        assertThatThrownBy(() -> select(changed, Set.of(id(2)))).isInstanceOf(SnapshotException.class).hasMessageContaining("are not those that were sealed");
    }

    @Test
    void verify_ofEveryFlippedByte_isRefusedOrSeesIt() throws IOException {
        Path file = fresh();
        Archives.write(file, runs.subList(0, 1).iterator(), notes, signer);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            Path damaged = Files.write(directory.resolve("flipped"), flipped);
            assertThat(isWhole(damaged)).as("byte %d", i).isFalse();
        }
    }

    /** The evidence itself, with the archive's digests made to fit again. */
    @Test
    void verify_ofEveryFlippedByteOfTheEvidence_seesIt() {
        byte[] bytes = EvidenceCodec.encode(evidence);
        for (int i = 0; i < bytes.length; i++) {
            byte[] flipped = bytes.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            String problem;
            try {
                problem = problem(runs, EvidenceCodec.decode(flipped));
            } catch (CorruptBytesException seen) {
                continue;
            }
            assertThat(problem).as("byte %d", i).isNotEmpty();
        }
    }

    @Test
    void store_withSeveralSegments_isSealedAtEach_andItsArchivesHold() {
        List<RecordedRun> many = new ArrayList<>();
        for (long seed = 1; many.stream().mapToInt(run -> run.steps().size()).sum() < 20_000; seed++) {
            many.addAll(new Events(seed).runs(20, 400));
        }
        Path store = directory.resolve("store");
        try (SnapshotWriter writer = Snapshots.create(store, signer)) {
            many.forEach(writer::add);
            writer.add(notes.processes().get(0));
        }
        Verification verification = sealed(store, sealed -> sealed.verify(signer.key()));
        assertThat(verification.problems()).isEmpty();
        assertThat(verification.checkpoints()).isGreaterThan(2);
        Path archive = fresh();
        try (Snapshot snapshot = Snapshots.open(store)) {
            Archives.write(archive, snapshot);
        }
        assertThat(sealed(archive, sealed -> sealed.verify(signer.key())).problems()).isEmpty();
        assertThat(sealed(archive, SealedRuns::evidence).checkpoints()).isEqualTo(sealed(store, SealedRuns::evidence).checkpoints());
        Set<RunId> some = new HashSet<>(List.of(many.get(1).run().id(), many.get(many.size() - 1).run().id()));
        assertThat(sealed(select(store, some), sealed -> sealed.verify(signer.key())).problems()).isEmpty();
        assertThat(sealed(select(archive, some), sealed -> sealed.verify(signer.key())).problems()).isEmpty();
    }

    /** Random archives, randomly changed; small enough for marks of four bytes, of which no two are alike by chance. */
    @Test
    void verify_ofRandomArchives_seesEveryRandomChange() {
        Random random = new Random(17);
        for (long seed = 100; seed < 140; seed++) {
            List<RecordedRun> some = new Events(seed).runs(90, 3);
            Path file = fresh();
            Archives.write(file, some.iterator(), notes, signer);
            Evidence proof = sealed(file, SealedRuns::evidence);
            assertThat(verify(some, notes, proof, signer.key()).problems()).isEmpty();
            List<RecordedRun> changed = new ArrayList<>(some);
            int place = random.nextInt(some.size());
            String expected = change(changed, place, random, new Events(seed + 1000).runs(1, 2).get(0));
            assertThat(problem(changed, proof)).as("seed %d, %d runs, place %d", seed, some.size(), place).contains(expected);
        }
    }

    private static String change(List<RecordedRun> runs, int place, Random random, RecordedRun stranger) {
        RunId id = runs.get(place).run().id();
        switch (random.nextInt(runs.size() > 20 ? 4 : 1)) {
            case 0 -> {
                List<RecordedRun> variants = Changed.inOnePlace(runs.get(place)).stream().filter(run -> run.run().id().equals(id)).toList();
                runs.set(place, variants.get(random.nextInt(variants.size())));
                return "Run " + id + ", the " + (place + 1);
            }
            case 1 -> {
                runs.remove(place);
                return "The " + (place + 1);
            }
            case 2 -> {
                runs.add(place, stranger);
                return "Run " + stranger.run().id() + " was added";
            }
            default -> {
                int other = place < 10 ? place + 5 : place - 5;
                Collections.swap(runs, place, other);
                return "Run " + runs.get(Math.min(place, other)).run().id() + " was moved: it is the " + (Math.min(place, other) + 1);
            }
        }
    }

    private boolean isWhole(Path file) {
        try {
            return sealed(file, sealed -> sealed.verify(signer.key())).holds();
        } catch (SnapshotException | java.util.NoSuchElementException refused) {
            return false;
        }
    }

    private Evidence with(String publicText, List<SignedNote> checkpoints) {
        return new Evidence(publicText, checkpoints, evidence.size(), evidence.snapshotKey(), null, List.of(), null, evidence.markBytes(), evidence.marks());
    }

    private static byte[] firstBytes(byte[] marks, int width) {
        byte[] first = new byte[marks.length / width];
        for (int i = 0; i < first.length; i++) {
            first[i] = marks[i * width];
        }
        return first;
    }

    private List<RecordedRun> with(int place, RecordedRun run) {
        List<RecordedRun> changed = new ArrayList<>(runs);
        changed.set(place, run);
        return changed;
    }

    private RunId id(int place) {
        return runs.get(place).run().id();
    }

    private static Set<RunId> ids(List<RecordedRun> runs) {
        Set<RunId> ids = new HashSet<>();
        runs.forEach(run -> ids.add(run.run().id()));
        return ids;
    }

    private Path select(Path from, Set<RunId> kept) {
        Path file = fresh();
        return sealed(from, sealed -> {
            SealedRuns.Selection selection = sealed.select(kept);
            Archives.write(file, selection.runs(), sealed.notes(), selection.evidence());
            return file;
        });
    }

    private String problem(List<RecordedRun> changed, Evidence proof) {
        List<String> problems = verify(changed, notes, proof, signer.key()).problems();
        return problems.isEmpty() ? "" : problems.get(0);
    }

    private Verification verify(List<RecordedRun> changed, NotesCodec.Notes told, Evidence proof, PublicKey key) {
        Path file = fresh();
        Archives.write(file, changed.iterator(), told, proof);
        return sealed(file, sealed -> sealed.verify(key));
    }

    private static <T> T sealed(Path file, java.util.function.Function<SealedRuns, T> use) {
        try (Snapshot snapshot = Snapshots.open(file)) {
            return use.apply(snapshot.sealed().orElseThrow());
        }
    }

    private Path fresh() {
        return directory.resolve("archive-" + ++files);
    }
}
