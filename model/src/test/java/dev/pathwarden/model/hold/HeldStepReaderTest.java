package dev.pathwarden.model.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.snapshot.Snapshot;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.snapshot.Snapshots;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.ProcessInfo;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldStepReaderTest {

    private static final long LATER = Long.MAX_VALUE / 2;

    @TempDir
    Path directory;

    @Test
    void poll_whileAProcessWrites_tellsEachWaitAsItStands_withThePathBehindIt() throws Exception {
        Path journal = directory.resolve("journal");
        try (HoldingProcess process = new HoldingProcess(journal, 11); HeldStepReader reader = new HeldStepReader(directory)) {
            process.does(1, "read_orders");
            assertThat(reader.poll()).isEmpty();

            HoldingProcess.Decided mail = process.decides(2, "send_mail", Map.of("to", "ann@example.com"));
            Hold wait = process.waits(mail, mail.binding(), LATER);
            HeldStep held = only(reader.poll());
            assertThat(held.waits(0)).isTrue();
            assertThat(held.binding()).isEqualTo(held.hold().binding());
            assertThat(held.run().run().agentName()).isEqualTo("mailer");
            assertThat(held.before()).extracting(step -> step.step().name()).containsExactly("read_orders");
            assertThat(reader.processes()).extracting(ProcessInfo::pid).containsExactly(11L);

            process.does(3, "meanwhile");
            // Nothing happened to the wait, so nothing was put together anew.
            assertThat(only(reader.poll())).isSameAs(held);

            process.ends(mail, wait, Hold.Answer.APPROVED, "ada", "seen");
            assertThat(only(reader.poll())).satisfies(ended -> {
                assertThat(ended.isSame(held)).isTrue();
                assertThat(ended.hold().answer()).isEqualTo(Hold.Answer.APPROVED);
                assertThat(ended.waits(0)).isFalse();
            });
            assertThat(reader.poll()).usingRecursiveComparison().isEqualTo(all());
        }
    }

    @Test
    void poll_ofAWaitThatIsReadBeforeItsStep_tellsItWhenTheStepIsThere() throws Exception {
        try (HoldingProcess process = new HoldingProcess(directory, 11); HeldStepReader reader = new HeldStepReader(directory)) {
            HoldingProcess.Decided unknown = new HoldingProcess.Decided(Step.of(HoldingProcess.RUN, new StepId(9), Operation.TOOL_CALL, "x").build(), "b");
            process.waits(unknown, "b", LATER);
            assertThat(reader.poll()).isEmpty();
            process.decides(9, "x", Map.of());
            assertThat(only(reader.poll()).step().step().name()).isEqualTo("x");
        }
    }

    @Test
    void poll_findsProcessesThatJoinLater_andGoesOnWhereAJournalIsGone() throws Exception {
        try (HoldingProcess first = new HoldingProcess(directory, 11); HeldStepReader reader = new HeldStepReader(directory)) {
            HoldingProcess.Decided one = first.decides(2, "one", Map.of());
            first.waits(one, one.binding(), LATER);
            assertThat(reader.poll()).hasSize(1);
            try (var files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            try (HoldingProcess second = new HoldingProcess(directory, 12)) {
                HoldingProcess.Decided two = second.decides(3, "two", Map.of());
                second.waits(two, two.binding(), LATER);
                assertThat(reader.poll()).extracting(held -> held.step().step().name()).containsExactly("one", "two");
                assertThat(reader.processes()).extracting(ProcessInfo::pid).containsExactlyInAnyOrder(11L, 12L);
            }
        }
    }

    @Test
    void poll_whereThereIsNoRecordingOrNoneAnyMore_saysSo() throws Exception {
        try (HeldStepReader reader = new HeldStepReader(directory)) {
            assertThatThrownBy(reader::poll).isInstanceOf(SnapshotException.class).hasMessageContaining("Nothing is recorded in " + directory + " yet");
        }
        Path gone = directory.resolve("recorded");
        try (HeldStepReader reader = new HeldStepReader(gone)) {
            HoldingProcess process = new HoldingProcess(gone, 11);
            reader.poll();
            process.close();
            delete(gone);
            assertThatThrownBy(reader::poll).isInstanceOf(SnapshotException.class).hasMessageContaining("There is no file or directory " + gone);
        }
    }

    private List<HeldStep> all() {
        try (Snapshot whole = Snapshots.open(directory)) {
            return HeldStep.of(whole);
        }
    }

    private static HeldStep only(List<HeldStep> held) {
        assertThat(held).hasSize(1);
        return held.get(0);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
