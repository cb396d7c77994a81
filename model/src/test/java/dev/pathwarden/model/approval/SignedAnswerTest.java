package dev.pathwarden.model.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.signing.SigningKeys;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignedAnswerTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final Step STEP = Step.of(RUN, new StepId(3), Operation.TOOL_CALL, "send_mail").agent("agent-1").arguments(Map.of("to", "ann@example.com", "copies", 2L)).build();
    private static final Decision DECISION = decision(verdict("mail", "0123456789abcdef", Mode.ENFORCE));

    private final KeyPair keys = SigningKeys.make();
    private final SignedAnswer answer = new SignedAnswer(RUN, STEP.id(), HoldBinding.of(STEP, DECISION), 2_000_000_000_000_000_000L, true, "ada \"x\"\n", 1_900_000_000_000_000_001L, null);

    SignedAnswerTest() throws Exception {
    }

    @Test
    void read_ofWhatWasSigned_givesTheAnswer() throws Exception {
        assertThat(SignedAnswer.read(answer.sign(keys.getPrivate()), keys.getPublic())).contains(answer);
        SignedAnswer denied = new SignedAnswer(RUN, STEP.id(), "", 0, false, "", 0, "not on a Friday");
        assertThat(SignedAnswer.read(denied.sign(keys.getPrivate()), keys.getPublic())).contains(denied);
    }

    @Test
    void read_withAnotherKey_givesNone() throws Exception {
        assertThat(SignedAnswer.read(answer.sign(SigningKeys.make().getPrivate()), keys.getPublic())).isEmpty();
    }

    @Test
    void read_ofAnyFlippedBitOrCut_givesNone() throws Exception {
        byte[] whole = answer.sign(keys.getPrivate());
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 4;
            assertThat(SignedAnswer.read(flipped, keys.getPublic())).as("byte %d", i).isEmpty();
            assertThat(SignedAnswer.read(Arrays.copyOf(whole, i), keys.getPublic())).as("length %d", i).isEmpty();
        }
    }

    @Test
    void read_ofAnything_throwsNothing() throws Exception {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            byte[] junk = new byte[random.nextInt(300)];
            random.nextBytes(junk);
            assertThat(SignedAnswer.read(junk, keys.getPublic())).isEmpty();
        }
        assertThat(SignedAnswer.read("{}\nzz\n".getBytes(StandardCharsets.UTF_8), keys.getPublic())).isEmpty();
    }

    @Test
    void keys_haveTextsThatGiveThemBack() throws Exception {
        PublicKey read = SigningKeys.publicKey(SigningKeys.text(keys.getPublic()));
        assertThat(read).isEqualTo(keys.getPublic());
        byte[] signed = answer.sign(SigningKeys.privateKey(SigningKeys.text(keys.getPrivate())));
        assertThat(SignedAnswer.read(signed, read)).isPresent();
        assertThat(SigningKeys.isPublic(SigningKeys.text(keys.getPublic()))).isTrue();
        assertThat(SigningKeys.isPublic("1234")).isFalse();
    }

    @Test
    void binding_differsWithEverythingItIsBoundTo() {
        String binding = HoldBinding.of(STEP, DECISION);

        assertThat(binding).matches("[0-9a-f]{64}").isEqualTo(HoldBinding.of(STEP.toBuilder().thread("another").startNanos(5L).build(), DECISION));
        assertThat(List.of(
                HoldBinding.of(STEP.toBuilder().arguments(Map.of("to", "eve@example.com", "copies", 2L)).build(), DECISION),
                HoldBinding.of(STEP.toBuilder().arguments(Map.of("to", "ann@example.com", "copies", "2")).build(), DECISION),
                HoldBinding.of(STEP.toBuilder().agent("agent-2").build(), DECISION),
                HoldBinding.of(STEP.toBuilder().name("send_letter").build(), DECISION),
                HoldBinding.of(Step.of(new RunId(1, 3), STEP.id(), Operation.TOOL_CALL, "send_mail").agent("agent-1").arguments(STEP.arguments()).build(), DECISION),
                HoldBinding.of(Step.of(RUN, STEP.id(), Operation.MCP_CALL, "send_mail").agent("agent-1").arguments(STEP.arguments()).build(), DECISION),
                HoldBinding.of(STEP, decision(verdict("mail", "fedcba9876543210", Mode.ENFORCE))),
                HoldBinding.of(STEP, decision(verdict("post", "0123456789abcdef", Mode.ENFORCE)))))
                .doesNotHaveDuplicates().doesNotContain(binding);
        assertThat(HoldBinding.of(STEP, decision(verdict("mail", "0123456789abcdef", Mode.ENFORCE), verdict("other", "0", Mode.AUDIT)))).isEqualTo(binding);
    }

    private static Verdict verdict(String guardrail, String version, Mode mode) {
        return new Verdict(guardrail, version, Action.HOLD, mode, "", List.of());
    }

    private static Decision decision(Verdict... verdicts) {
        return new Decision(1, null, "", null, Set.of(), List.of(verdicts), List.of());
    }
}
