package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.File;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class EnforcementTest {

    private static final PolicyEngine ENDS = new PolicyEngine(GuardrailCompiler.compile(List.of(new GuardrailSource("f",
            "id: ends\ntitle: Ends\non: [tool.call]\nwhen: step.name == 'tool'\naction: block\nabort: true\nmode: enforce\n"))).bundle(), null);
    private static final PolicyEngine NONE = new PolicyEngine(Bundle.NONE, null);

    /** Other guardrails that come into force between a decision and what is done about it know nothing of what the first ones asked. */
    @Test
    void stepWhoseGuardrailsAreReplacedOnceTheyHaveDecided_isStoppedAsTheyAsked() {
        AtomicReference<PolicyEngine> next = new AtomicReference<>(NONE);
        Threads threads = new Threads();
        EpochClock clock = new EpochClock(Clock.systemUTC());
        Recorder recorder = new Recorder(threads, () -> next.getAndSet(NONE), new HeldSteps(new File(""), null, threads, clock, event -> { }), event -> { }, clock, new AgentIdentity(new byte[0]), 1, 2, 3);
        recorder.startRun("agent", null, Map.of());

        next.set(ENDS);

        assertThatThrownBy(() -> recorder.begin(StepDraft.of(Operation.TOOL_CALL, "tool")))
                .satisfies(thrown -> assertThat(thrown.getClass().getName()).isEqualTo("java.lang.PathwardenAbort"));
    }
}
