package dev.pathwarden.recorder.hooks.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.recorder.context.AgentIdentity;
import dev.pathwarden.recorder.context.EpochClock;
import dev.pathwarden.recorder.context.HeldSteps;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.Threads;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResponseStreamTest {

    @Test
    void aFaultWhereTheStepEnds_isCountedAndKeptFromTheReader() throws Exception {
        PolicyEngine engine = new PolicyEngine(Bundle.NONE, null);
        Threads threads = new Threads();
        EpochClock clock = new EpochClock(Clock.systemUTC());
        Recorder recorder = new Recorder(threads, () -> engine, new HeldSteps(new File(""), null, threads, clock, event -> { }), ResponseStreamTest::write, clock, new AgentIdentity(new byte[32]), 1, 2, 3);
        recorder.startRun("reader", null, Map.of());
        OpenStep step = recorder.begin(StepDraft.of(Operation.DATA_HTTP, "GET example.com"));

        try (InputStream body = new ResponseStream(new HttpSteps(recorder), new ByteArrayInputStream(new byte[] {'h', 'i'}), step, 200)) {
            assertThat(body.readAllBytes()).containsExactly('h', 'i');
        }

        assertThat(recorder.faults()).isEqualTo(1);
        assertThat(recorder.lastFault()).startsWith("java.lang.IllegalStateException");
    }

    private static void write(JournalEvent event) {
        if (event instanceof JournalEvent.StepEnded) {
            throw new IllegalStateException("injected");
        }
    }
}
