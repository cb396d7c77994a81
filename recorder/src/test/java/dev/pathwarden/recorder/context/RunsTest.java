package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pathwarden.model.step.RunId;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class RunsTest {

    private final PolicyEngine engine = new PolicyEngine(Bundle.NONE, null);
    private final Runs runs = new Runs();

    private ActiveRun run(long id) {
        return new ActiveRun(null, new RunGuard(new RunId(1, id), () -> engine));
    }

    @Test
    void run_thatBeganHere_isFoundUntilItEndsAndNeverAgain() {
        ActiveRun run = run(1);
        runs.began(run);

        assertThat(runs.joined(run.id(), () -> run(1))).isSameAs(run);
        runs.ended(run);
        assertThat(runs.joined(run.id(), () -> run(1))).isNull();
    }

    @Test
    void run_thatNeverEndsAndThatNobodyIsIn_isLetGoAndNotRevived() {
        WeakReference<ActiveRun> began = beginAndForget();

        await().until(() -> {
            System.gc();
            return began.get() == null;
        });
        await().until(() -> runs.joined(new RunId(1, 7), () -> run(7)) == null);
        runs.began(run(8));
        assertThat(runs.joined(new RunId(1, 7), () -> run(7))).isNull();
    }

    @Test
    void run_thatBeganHereAndAGuardrailEnded_isRefusedLater() {
        ActiveRun run = run(1);
        runs.began(run);
        runs.aborted(run.id());
        runs.ended(run);

        assertThat(runs.joined(run.id(), () -> run(1)).aborted()).isTrue();
    }

    private WeakReference<ActiveRun> beginAndForget() {
        ActiveRun run = run(7);
        runs.began(run);
        return new WeakReference<>(run);
    }

    @Test
    void run_ofAnotherProcess_staysAbortedThoughManyCameAfterIt() {
        ActiveRun aborted = runs.joined(new RunId(1, 0), () -> run(0));
        for (int i = 1; i <= 2 * Runs.MOST_JOINED; i++) {
            long id = i;
            runs.joined(new RunId(1, id), () -> run(id));
        }
        // Whoever was in it still holds it, and is stopped only now.
        aborted.abort();
        runs.aborted(aborted.id());

        ActiveRun again = runs.joined(new RunId(1, 0), () -> run(0));
        assertThat(again).isNotSameAs(aborted);
        assertThat(again.aborted()).isTrue();
        assertThat(runs.joined(new RunId(1, 1), () -> run(1)).aborted()).isFalse();
    }
}
