package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.content.ContentSample;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RunGuardTest {

    private static final RunId RUN = new RunId(1, 1);

    private final AtomicLong nextId = new AtomicLong(1);

    private Step.Builder draft(Operation operation) {
        return Step.of(RUN, new StepId(nextId.getAndIncrement()), operation, "step");
    }

    private static RunGuard guard(Guardrail... guardrails) {
        PolicyEngine engine = new PolicyEngine(Bundle.of(List.of(guardrails)), Mode.ENFORCE);
        return new RunGuard(RUN, () -> engine);
    }

    @Test
    void decide_ofPersonalDataReadEarlier_sawItsLabelAndRecordsWhatItDecidedOn() {
        Guardrail noPii = SampleGuardrails.labelled("no-pii", Operation.MCP_CALL, PathVariable.PROVENANCE, "pii.email");
        RunGuard guard = guard(noPii);
        Judged read = guard.decide(draft(Operation.DATA_SQL), null);
        Outcome rows = guard.end(read.step(), 5L, Status.OK, null, List.of(Map.of("mail", "ann@example.com")), Facts.NONE);
        Judged send = guard.decide(draft(Operation.MCP_CALL).arguments(Map.of("to", "ann@example.com")).startNanos(17L), null);

        assertThat(read.decision().verdicts()).isEmpty();
        assertThat(rows.labels()).containsExactly("pii.email");
        assertThat(send.step().links()).singleElement().satisfies(link -> {
            assertThat(link.step()).isEqualTo(read.step().id());
            assertThat(link.kind()).isEqualTo(LinkKind.TOKEN_MATCH);
            assertThat(link.argument()).isEqualTo("to");
        });
        assertThat(send.decision().enforced()).isEqualTo(Action.BLOCK);
        assertThat(send.decision().labels()).containsExactly("pii.email");
        assertThat(send.decision().forced()).isEqualTo(Mode.ENFORCE);
        assertThat(send.decision().clockNanos()).isEqualTo(17L);
        assertThat(send.decision().bundle()).isEqualTo(Bundle.of(List.of(noPii)).hash()).isNotEmpty();
        assertThat(List.of(read.decision().ticket(), rows.ticket(), send.decision().ticket())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void decide_ofArgumentsThatWereCut_isOnAllOfThemAndRecordsTheCut() {
        RunGuard guard = guard(SampleGuardrails.field("no-metadata", Operation.MCP_CALL, Field.TARGET_METADATA),
                SampleGuardrails.labelled("no-pii", Operation.MCP_CALL, PathVariable.STEP_LABELS, "pii.email"));
        String whole = "x ".repeat(50) + "http://169.254.169.254/ ann@example.com";
        Judged judged = guard.decide(draft(Operation.MCP_CALL).arguments(Map.of("text", "x x", "more", 1L)), null, Map.of("text", whole));

        assertThat(judged.decision().verdicts()).extracting(verdict -> verdict.guardrail()).containsExactly("no-metadata", "no-pii");
        assertThat(judged.step().arguments()).isEqualTo(Map.of("text", "x x", "more", 1L));
    }

    @Test
    void decide_ofARequestWhoseCutBodySpeaksOfAnAddress_doesNotTakeItForATarget() {
        Judged judged = guard().decide(draft(Operation.DATA_HTTP).arguments(Map.of("url", "https://example.com/", "body", "x")), null, Map.of("body", "x see http://169.254.169.254/"));

        assertThat(judged.step().facts().get(Field.TARGET_METADATA)).isEqualTo(false);
    }

    @Test
    void decide_ofContent_isOnTheBytesAboutToBeWritten() {
        RunGuard guard = guard(SampleGuardrails.labelled("no-pii", Operation.DATA_FILE_WRITE, PathVariable.STEP_LABELS, "pii.us-ssn"));
        Judged write = guard.decide(draft(Operation.DATA_FILE_WRITE), ContentSample.of("name,ssn\nAnn,123-45-6789\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(write.decision().enforced()).isEqualTo(Action.BLOCK);
        assertThat(write.step().facts().get(Field.FILE_ENCRYPTED)).isEqualTo(false);
        assertThat(guard.labels()).containsExactly("pii.us-ssn");
    }

    @Test
    void importLabels_joinThePathFromThenOn() {
        RunGuard guard = guard(SampleGuardrails.labelled("no-pii", Operation.TOOL_CALL, PathVariable.LABELS, "pii.email"));
        Judged before = guard.decide(draft(Operation.TOOL_CALL), null);
        RecordedRun.LabelsImported imported = guard.importLabels(42, Set.of("pii.email"));
        Judged after = guard.decide(draft(Operation.TOOL_CALL), null);

        assertThat(before.decision().verdicts()).isEmpty();
        assertThat(imported).isEqualTo(new RecordedRun.LabelsImported(42, 2, Set.of("pii.email")));
        assertThat(after.decision().verdicts()).hasSize(1);
    }

    @Test
    void end_ofAStepSeveralTimes_keepsLabelsOfEarlierEnds() {
        RunGuard guard = guard();
        Judged read = guard.decide(draft(Operation.DATA_SQL), null);
        guard.end(read.step(), 1L, Status.OK, null, "ann@example.com", Facts.NONE);

        assertThat(guard.end(read.step(), 2L, Status.OK, null, "123-45-6789", Facts.NONE).labels()).containsExactly("pii.email", "pii.us-ssn");
    }

    @Test
    void end_ofACallToAnMcpServer_isUntrustedUnlessItNeverHappened() {
        RunGuard guard = guard();
        Judged blocked = guard.decide(draft(Operation.MCP_CALL), null);
        assertThat(guard.end(blocked.step(), null, Status.BLOCKED, null, null, Facts.NONE).labels()).isEmpty();
        Judged done = guard.decide(draft(Operation.MCP_CALL), null);
        assertThat(guard.end(done.step(), null, Status.OK, null, null, Facts.NONE).labels()).containsExactly("untrusted");
        assertThat(guard.labels()).containsExactly("untrusted");
    }

    @Test
    void decide_whenNoEngineCanBeHad_goesOnAndSaysSo() {
        RunGuard guard = new RunGuard(RUN, () -> {
            throw new IllegalStateException("no engine");
        });
        Judged judged = guard.decide(draft(Operation.TOOL_CALL), null);

        assertThat(judged.decision().enforced()).isEqualTo(Action.ALLOW);
        assertThat(judged.decision().notEvaluated()).containsExactly(new Decision.NotEvaluated(RunGuard.EVERY_GUARDRAIL,
                "getting the guardrails in force, so that none was asked, met a fault in Pathwarden (IllegalStateException); whoever is to mend it needs this run, of which 'pathwarden export' makes one file"));
    }

    @Test
    void evaluateFaulty_ofAGuardrailThatReadsThePath_isNotEvaluatedAndOthersAre() {
        Guardrail labels = SampleGuardrails.labelled("labels", Operation.TOOL_CALL, PathVariable.LABELS, "x");
        Guardrail fact = SampleGuardrails.field("fact", Operation.TOOL_CALL, Field.TARGET_METADATA);
        Step step = draft(Operation.TOOL_CALL).fact(Field.TARGET_METADATA, true).build();

        Evaluation evaluation = RunGuard.evaluateFaulty(new PolicyEngine(Bundle.of(List.of(labels, fact)), null), step, null, new PathMemory().recall(new PolicyEngine(Bundle.NONE, null)), "it broke");

        assertThat(evaluation.verdicts()).extracting(verdict -> verdict.guardrail()).containsExactly("fact");
        assertThat(evaluation.notEvaluated()).extracting(skip -> skip.guardrail()).containsExactly("labels", RunGuard.EVERY_GUARDRAIL);
    }

    /** The detectors of a run are broken from outside, as no input can. */
    @Test
    void decide_whereADetectorFails_doesWhatOnFaultSaysAndRecordsTheFault() throws Exception {
        for (OnFault onFault : OnFault.values()) {
            Part root = new Part.Clause(0, 1, new Expr.Call(Op.IN, List.of(new Expr.Literal("x"), new Expr.VariableRead(PathVariable.PROVENANCE))), List.of());
            Guardrail readsThePath = new Guardrail("path", "0123456789abcdef", "A title", "high", List.of(), Set.of(Operation.TOOL_CALL), List.of(), new Condition("x", root, 0),
                    Action.ALERT, Mode.ENFORCE, onFault, Message.of("seen"));
            RunGuard guard = guard(readsThePath);
            sabotage(guard, "sources");

            Judged judged = guard.decide(draft(Operation.TOOL_CALL).arguments(Map.of("to", "ann@example.com")), null);

            assertThat(judged.decision().notEvaluated()).extracting(skip -> skip.guardrail()).containsExactly("path", RunGuard.EVERY_GUARDRAIL);
            assertThat(judged.decision().notEvaluated()).extracting(skip -> skip.reason())
                    .containsExactly("finding where values came from met a fault in Pathwarden (NullPointerException); whoever is to mend it needs this run, of which 'pathwarden export' makes one file",
                            "finding where values came from met a fault in Pathwarden (NullPointerException); whoever is to mend it needs this run, of which 'pathwarden export' makes one file");
            assertThat(judged.decision().enforced()).isEqualTo(onFault == OnFault.DENY ? Action.BLOCK : Action.ALLOW);
            sabotage(guard, "fingerprints");
            assertThat(guard.end(judged.step(), null, Status.OK, null, "ann@example.com", Facts.NONE).labels()).contains("provenance.unknown");
        }
    }

    private static void sabotage(RunGuard guard, String part) throws ReflectiveOperationException {
        java.lang.reflect.Field trust = RunGuard.class.getDeclaredField("trust");
        trust.setAccessible(true);
        java.lang.reflect.Field broken = trust.get(guard).getClass().getDeclaredField(part);
        broken.setAccessible(true);
        broken.set(trust.get(guard), null);
    }

    @Test
    void tickets_ofManyThreads_areEachGivenOnceAndWithoutGaps() throws Exception {
        RunGuard guard = guard();
        Set<Long> tickets = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                work.add(() -> {
                    for (int k = 0; k < 200; k++) {
                        Judged judged = guard.decide(draft(Operation.TOOL_CALL).arguments(Map.of("n", (long) k)), null);
                        tickets.add(judged.decision().ticket());
                        tickets.add(guard.end(judged.step(), null, Status.OK, null, "value-" + k, Facts.NONE).ticket());
                    }
                    return null;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(tickets).containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 3_200).boxed().toList());
    }
}
