package dev.pathwarden.policies.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.disk.OwnerLock;
import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutLockTest {

    private static final Bundle BASE = compiled("before");
    private static final Bundle DRAFT = compiled("fresh");

    @TempDir
    Path directory;
    private Path bundle;

    @BeforeEach
    void deploy() throws IOException {
        bundle = Files.write(directory.resolve("guardrails.bundle"), BASE.bytes());
    }

    @Test
    void stage_isNotPutInPlace_whileSomebodyElseChangesWhatIsDeployed() throws IOException {
        Rollout rollout = rollout("plan.yaml", null);
        Rollout.Prepared prepared = rollout.prepare(0, null);

        try (OwnerLock other = OwnerLock.take(directory.resolve("guardrails.bundle.lock"))) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> rollout.place(prepared)).isInstanceOf(RolloutException.class).hasMessageContaining(bundle.toString()).hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(Files.readAllBytes(bundle)).isEqualTo(BASE.bytes());
        }
        rollout.place(prepared);

        assertThat(rollout.standing().stage()).isZero();
        assertThat(directory.resolve("guardrails.bundle.lock")).doesNotExist();
    }

    @Test
    void ofTwoRollOuts_thatWerePreparedOnTheSame_theSecondChangesNothing() throws IOException {
        Rollout one = rollout("one.yaml", null);
        Rollout two = rollout("two.yaml", null);
        Rollout.Prepared first = one.prepare(1, null);
        Rollout.Prepared second = two.prepare(0, null);

        one.place(first);

        assertThatThrownBy(() -> two.place(second)).isInstanceOf(RolloutException.class);
        assertThat(one.standing().stage()).isEqualTo(1);
    }

    @Test
    void signature_isNotAdded_whileSomebodyElseSigns() throws Exception {
        SigningKey key = signingKey("a");
        SigningKey other = signingKey("b");
        Files.delete(bundle);
        Rollout rollout = rollout("plan.yaml", new Signers(List.of(key.publicText(), other.publicText()), 2));

        try (OwnerLock held = OwnerLock.take(directory.resolve("guardrails.bundle.lock"))) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> rollout.sign(0, key)).isInstanceOf(RolloutException.class).hasMessageContaining("is being changed");
        }
        rollout.sign(0, key);

        assertThat(rollout.sign(0, other).signed()).containsExactlyInAnyOrder(key.publicText(), other.publicText());
    }

    private Rollout rollout(String name, Signers signers) throws IOException {
        Path plan = directory.resolve(name);
        RolloutPlan made = new Planning(plan, bundle, directory.resolve("drafts"), DRAFT, signers).write(List.of("fresh"), RolloutPlan.USUAL, 0, List.of(), RolloutFigures.NONE);
        return new Rollout(made, plan, DRAFT, Collections.emptySortedMap());
    }

    private SigningKey signingKey(String name) throws Exception {
        Path file = directory.resolve(name + ".key");
        SigningKey.make(file);
        return SigningKey.read(file);
    }

    private static Bundle compiled(String id) {
        return GuardrailCompiler.compile(List.of(new GuardrailSource(id + ".yaml", "id: " + id + "\ntitle: Stops\non: [data.file.read]\nwhen: step.name == 'a'\naction: block\nmode: audit\n"))).bundle();
    }
}
