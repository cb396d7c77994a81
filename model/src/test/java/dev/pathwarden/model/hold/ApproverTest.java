package dev.pathwarden.model.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.StepId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ApproverTest {

    private static final long LATER = Long.MAX_VALUE / 2;

    @TempDir
    Path directory;

    private Map<String, String> environment;
    private HoldingProcess process;
    private HeldStepReader reader;
    private HoldingProcess.Decided mail;

    @BeforeEach
    void begin() throws Exception {
        environment = new HashMap<>(Map.of("HOME", directory.resolve("home").toString()));
        // No process of that id was started by this one, or started it.
        process = new HoldingProcess(directory.resolve("recorded/journal"), 4_000_000_000L);
        reader = new HeldStepReader(directory.resolve("recorded"));
        mail = process.decides(2, "send_mail", Map.of("to", "ann@example.com"));
    }

    @AfterEach
    void end() {
        reader.close();
        process.close();
    }

    @Test
    void answer_isLeftSignedForTheProcess_andToldAsTheProcessTookIt() throws Exception {
        SigningKey key = key();
        Hold wait = process.waits(mail, mail.binding(), LATER);
        HeldStep shown = reader.poll().get(0);
        Path file = directory.resolve("recorded/journal/approvals").resolve(SignedAnswer.fileName(HoldingProcess.RUN, new StepId(2)));

        CompletableFuture<HeldStep> answered = CompletableFuture.supplyAsync(() -> answer(shown, false, "  not on a Friday "));
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
        SignedAnswer left = SignedAnswer.read(Files.readAllBytes(file), SigningKeys.publicKey(key.publicText())).orElseThrow();
        process.ends(mail, wait, Hold.Answer.DENIED, left.by(), left.reason());

        assertThat(left.binding()).isEqualTo(mail.binding());
        assertThat(left.expiresNanos()).isEqualTo(LATER);
        assertThat(left.approved()).isFalse();
        assertThat(Approver.told(answered.join().hold())).isEqualTo("denied by " + System.getProperty("user.name") + ", key " + key.fingerprint() + ", not on a Friday");
    }

    @Test
    void answer_fromWithinTheRun_isRefused() {
        key();
        environment.put("PATHWARDEN_RUN", "0af7651916cd43dd8448eb211c80319c");
        process.waits(mail, mail.binding(), LATER);
        assertRefused(AnswerException.Cause.ENVIRONMENT, "belongs to the recorded run 0af7651916cd43dd8448eb211c80319c, and a run does not answer for itself");
    }

    @Test
    void answer_withoutAKey_saysThatThisStepWaitsForSomeoneElse_andMakesNone() {
        process.waits(mail, mail.binding(), LATER);
        assertRefused(AnswerException.Cause.ENVIRONMENT, "You have no approver's key yet");
        assertThat(ApproverKey.file(environment)).doesNotExist();
    }

    @Test
    void answer_toWhatNoLongerWaits_saysHowItEnded() {
        key();
        Hold wait = process.waits(mail, mail.binding(), LATER);
        process.ends(mail, wait, Hold.Answer.APPROVED, "ada", null);
        assertRefused(AnswerException.Cause.INPUT, "Step 0000000000000002 no longer waits: approved by ada.");
    }

    @Test
    void answer_afterTheTimeIsOver_saysSo() {
        key();
        process.waits(mail, mail.binding(), 3);
        assertRefused(AnswerException.Cause.INPUT, "no longer waits: its time is over.");
    }

    @Test
    void answer_toOtherArgumentsThanTheProcessAsksFor_isNotGiven() {
        key();
        process.waits(mail, "0".repeat(64), LATER);
        assertRefused(AnswerException.Cause.INPUT, "is not what its process asks an answer for; no answer was given.");
    }

    @Test
    void answer_withAReasonTooLongForTheRecord_isNotGiven() {
        key();
        process.waits(mail, mail.binding(), LATER);
        HeldStep shown = reader.poll().get(0);
        assertThatThrownBy(() -> new Approver(environment).answer(reader, shown, true, "x".repeat(501))).isInstanceOf(AnswerException.class)
                .hasMessage("A reason has at most 500 characters, and this one has 501: shorten it.");
        assertThat(directory.resolve("recorded/journal/approvals")).doesNotExist();
    }

    @Test
    void answer_thatNoProcessTakes_saysSo() {
        key();
        process.waits(mail, mail.binding(), LATER);
        assertThatThrownBy(() -> new Approver(environment).answer(reader, reader.poll().get(0), true, null)).isInstanceOf(AnswerException.class).hasMessageContaining("has not taken it");
    }

    private void assertRefused(AnswerException.Cause kind, String sentence) {
        HeldStep shown = reader.poll().get(0);
        assertThatThrownBy(() -> new Approver(environment).answer(reader, shown, true, null)).isInstanceOfSatisfying(AnswerException.class, refused -> {
            assertThat(refused.kind()).isEqualTo(kind);
            assertThat(refused).hasMessageContaining(sentence);
        });
        assertThat(directory.resolve("recorded/journal/approvals")).doesNotExist();
    }

    private HeldStep answer(HeldStep shown, boolean approved, String reason) {
        try {
            return new Approver(environment).answer(reader, shown, approved, reason);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private SigningKey key() {
        return ApproverKey.readOrMake(ApproverKey.file(environment));
    }
}
