package dev.pathwarden.workbench.held;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.hold.AnswerException;
import dev.pathwarden.model.hold.HeldStep;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.workbench.task.SameThreadTaskExecutor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldViewModelTest {

    private final HeldStep mail = SampleHolds.mail();
    private final HeldStep command = SampleHolds.command();
    private final SampleRecording recording = new SampleRecording(mail, SampleHolds.answered(Hold.Answer.DENIED), command);
    private long now = SampleHolds.NOW;
    private final HeldViewModel model = new HeldViewModel(new SameThreadTaskExecutor(), place -> recording, () -> now);

    private void watch() {
        model.watch(Path.of("run"));
    }

    @Test
    void watching_showsThoseThatWaitFirst_andTheLongestWaitingOneInFull() {
        watch();

        assertThat(model.steps()).extracting(step -> step.step().step().name()).containsExactly("rm", "send_mail", "orders-47.csv");
        assertThat(model.selectedProperty().get()).isSameAs(command);
        assertThat(model.stateProperty().get()).isEqualTo(HeldViewModel.State.GOING_ON);
    }

    @Test
    void approval_needsAConfirmation() {
        watch();
        model.approve();
        assertThat(recording.answers).isEmpty();

        model.askToApprove();
        model.cancelApproval();
        model.approve();
        assertThat(recording.answers).isEmpty();

        model.reasonProperty().set("seen");
        model.askToApprove();
        model.approve();
        assertThat(recording.answers).containsExactly("approve rm: seen");
        assertThat(model.noticeProperty().get()).isEqualTo("Approved: code.process rm may happen, once.");
        assertThat(model.selectedProperty().get().hold().approved()).isTrue();
        assertThat(model.reasonProperty().get()).isEmpty();
    }

    @Test
    void confirmation_endsWithTheStepItWasAskedFor() {
        watch();
        model.askToApprove();
        model.select(mail);
        model.approve();
        assertThat(recording.answers).isEmpty();

        model.askToApprove();
        recording.steps = List.of(SampleHolds.ended(mail, Hold.Answer.DENIED), command);
        model.look();
        model.approve();
        assertThat(recording.answers).isEmpty();
        assertThat(model.selectedProperty().get().isSame(mail)).isTrue();
    }

    @Test
    void confirmation_isNotAskedForAStepWhoseTimeIsOver() {
        watch();
        now = command.hold().expiresNanos();
        model.look();
        model.askToApprove();
        assertThat(model.confirmingProperty().get()).isFalse();
    }

    @Test
    void denial_needsNone() {
        watch();
        model.select(mail);
        model.deny();
        assertThat(recording.answers).containsExactly("deny send_mail");
        assertThat(model.noticeProperty().get()).isEqualTo("Denied: tool.call send_mail was stopped.");
    }

    @Test
    void answer_thatCameTooLate_saysWhatHappenedInstead() {
        watch();
        recording.taken = Hold.Answer.EXPIRED;
        model.deny();
        assertThat(model.noticeProperty().get()).isEqualTo("Your answer came too late for code.process rm: expired by ada.");
    }

    @Test
    void answer_thatIsRefused_saysWhy() {
        watch();
        recording.failure = new AnswerException(AnswerException.Cause.ENVIRONMENT, "You have no approver's key yet.");
        model.deny();
        assertThat(model.problemProperty().get()).isEqualTo("You have no approver's key yet.");
        assertThat(model.answeringProperty().get()).isFalse();
    }

    @Test
    void recording_thatIsGone_saysSo_andGoesOnWhenItIsBack() {
        watch();
        recording.failure = new SnapshotException(SnapshotException.Cause.INPUT, "There is no directory run.");
        model.look();
        assertThat(model.problemProperty().get()).isEqualTo("There is no directory run.");
        assertThat(model.steps()).hasSize(3);

        recording.failure = null;
        model.look();
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void recording_thatEnds_isNotLookedAtAnyMore() {
        watch();
        recording.grows = false;
        model.look();
        assertThat(model.stateProperty().get()).isEqualTo(HeldViewModel.State.ENDED);
        recording.failure = new IllegalStateException("looked at once more");
        model.look();
        assertThat(model.problemProperty().get()).isEmpty();
    }

    @Test
    void another_recording_takesThePlaceOfTheOneBefore() {
        recording.begun = false;
        recording.steps = List.of();
        watch();
        assertThat(model.stateProperty().get()).isEqualTo(HeldViewModel.State.EMPTY);
        watch();
        assertThat(recording.closed).isTrue();
        model.close();
        assertThat(model.stateProperty().get()).isEqualTo(HeldViewModel.State.NONE);
    }
}
