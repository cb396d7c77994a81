package dev.pathwarden.recorder.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.io.File;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What guardrails read of a run and of who acts in it, as a recorder counts it. */
class RunFieldsTest {

    private static final String READS = """
            id: reads
            title: Reads what the recorder tells
            on: [tool.call]
            when: agent.name == 'helper' && agent.version == 'v2' && agent.chain.size() == 2 && run.depth == 2 && run.outputTokens == 7 && run.errors == 1 && run.seconds >= 0 && !has(run.costMicroUsd)
            action: alert
            """;

    private final Threads threads = new Threads();
    private final EpochClock clock = new EpochClock(Clock.systemUTC());
    private final PolicyEngine engine = new PolicyEngine(GuardrailCompiler.compile(List.of(new GuardrailSource("reads.yaml", READS))).bundle(), null);
    private final List<JournalEvent.StepDecided> decided = new ArrayList<>();
    private final Recorder recorder = new Recorder(threads, () -> engine, new HeldSteps(new File(""), null, threads, clock, event -> { }), this::keep, clock, new AgentIdentity(new byte[0]), 1, 2, 3);

    private void keep(JournalEvent event) {
        if (event instanceof JournalEvent.StepDecided one) {
            decided.add(one);
        }
    }

    @Test
    void guardrail_readsWhoActsAndHowTheRunWent_andTheOutcomeTellsTheSame() {
        OpenRun run = recorder.startRun("clerk", "v1", Map.of());
        OpenRun helper = recorder.startRun("helper", "v2", Map.of());
        OpenStep chat = recorder.begin(StepDraft.of(Operation.MODEL_CHAT, "model"));
        chat.end("so f", null, Facts.of(Map.of(Field.MODEL_OUTPUT_TOKENS, 3L)));
        // An answer that came in bit by bit ends again, with more.
        chat.end("so far", null, Facts.of(Map.of(Field.MODEL_OUTPUT_TOKENS, 7L)));
        recorder.begin(StepDraft.of(Operation.DATA_SQL, "broken")).end(null, new IllegalStateException("no"));
        recorder.begin(StepDraft.of(Operation.TOOL_CALL, "act")).end("done", null);
        helper.end("done", null);
        run.end("done", null);

        JournalEvent.StepDecided call = decided.stream().filter(one -> one.step().operation() == Operation.TOOL_CALL).findFirst().orElseThrow();
        assertThat(call.decision().notEvaluated()).isEmpty();
        assertThat(call.decision().verdicts()).extracting(Verdict::guardrail).containsExactly("reads");
        assertThat(call.step().facts().asMap()).containsEntry(Field.ACTOR_NAME, "helper").containsEntry(Field.RUN_OUTPUT_TOKENS, 7L).containsEntry(Field.RUN_ERRORS, 1L).doesNotContainKeys(Field.RUN_COST_MICRO_USD, Field.RUN_RETRIES);
        Step outcome = decided.get(decided.size() - 1).step();
        assertThat(outcome.operation()).isEqualTo(Operation.OUTCOME);
        assertThat(outcome.facts().asMap()).containsEntry(Field.OUTCOME_OUTPUT_TOKENS, 7L).doesNotContainKeys(Field.OUTCOME_COST_MICRO_USD, Field.RUN_ERRORS);
    }
}
