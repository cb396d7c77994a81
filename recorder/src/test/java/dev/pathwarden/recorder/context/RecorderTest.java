package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import java.io.File;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a thread is when a step of its own has ended by settling. */
class RecorderTest {

    private final Threads threads = new Threads();
    private final EpochClock clock = new EpochClock(Clock.systemUTC());
    private final PolicyEngine engine = new PolicyEngine(Bundle.NONE, null);
    private final Recorder recorder = new Recorder(threads, () -> engine, new HeldSteps(new File(""), null, threads, clock, event -> { }), event -> { }, clock, new AgentIdentity(new byte[0]), 1, 2, 3);

    private OpenStep streaming() {
        OpenStep stream = recorder.begin(StepDraft.of(Operation.DATA_HTTP, "stream"));
        stream.settleBeforeNext(() -> stream.end("what came in", null));
        return stream;
    }

    @Test
    void decidingAStep_settlesTheThreadsOwnAndLeavesItWhereItWas() {
        OpenRun run = recorder.startRun("agent", null, Map.of());
        OpenStep stream = streaming();

        OpenStep leaf = recorder.begin(StepDraft.of(Operation.DATA_NET, "leaf").leaf());

        assertThat(recorder.here()).isSameAs(stream.place());
        assertThat(leaf.step().parent()).isEqualTo(stream.id());
        leaf.end(null, null);
        stream.leave();
        assertThat(recorder.here()).isSameAs(run.root().place());
        run.end(null, null);
    }

    @Test
    void endingARun_withinAStepThatSettles_takesTheThreadOutOfIt() {
        OpenRun run = recorder.startRun("agent", null, Map.of());
        streaming();

        run.end("answer", null);

        assertThat(recorder.moveTo(null)).isNull();
    }

    @Test
    void endingARun_onAThreadThatIsInAnother_leavesThatOneThere() throws Exception {
        OpenRun run = recorder.startRun("agent", null, Map.of());
        streaming();
        Place[] after = new Place[2];
        Thread other = new Thread(() -> {
            OpenRun own = recorder.startRun("other", null, Map.of());
            run.end("answer", null);
            after[0] = recorder.here();
            after[1] = own.root().place();
        });
        other.start();
        other.join();

        assertThat(after[0]).isNotNull().isSameAs(after[1]);
    }
}
