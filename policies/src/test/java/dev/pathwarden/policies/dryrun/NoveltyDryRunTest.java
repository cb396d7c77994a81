package dev.pathwarden.policies.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.novelty.AgentHabits;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is new of an agent, live, as live and on the whole path. */
class NoveltyDryRunTest {

    private static final Bundle GUARDRAILS = GuardrailCompiler.compile(List.of(new GuardrailSource("f", Stream.of(Field.values()).filter(Field::isOfNovelty)
            .map(field -> "id: " + field.text().replace('.', '-') + "\ntitle: T\non: [" + Stream.of(Operation.values()).filter(field::appliesTo).map(Operation::text).collect(Collectors.joining(", ")) + "]\nwhen: "
                    + field.read() + "\naction: alert\nmode: enforce\n").collect(Collectors.joining("---\n"))))).bundle();
    private static final Bundle KNOWS_A = GUARDRAILS.withHabits(habits("a", "b"));
    private static final Bundle KNOWS_C = GUARDRAILS.withHabits(habits("c", "a"));

    private final PolicyEngine first = new PolicyEngine(KNOWS_A, null);
    private final PolicyEngine second = new PolicyEngine(KNOWS_C, null);
    private final AtomicReference<PolicyEngine> inForce = new AtomicReference<>(first);
    private final LiveRun live = new LiveRun(inForce::get, 1);

    private static Habits habits(String... tools) {
        List<Trait> traits = new ArrayList<>();
        for (String tool : tools) {
            traits.addAll(List.of(Trait.of(TraitKind.TOOL, "", tool), Trait.of(TraitKind.SHAPE, "", tool, "x", "number"), Trait.of(TraitKind.ORDER, "a", tool), Trait.of(TraitKind.HOST, tool + ".example")));
        }
        return Habits.of(List.of(new AgentHabits("desk", traits, Map.of(Volume.STEPS, 100L, Volume.CALLS, 64L, Volume.BYTES, 1L << 40), Set.of())));
    }

    private Step act(Random random) {
        String name = List.of("a", "b", "c").get(random.nextInt(3));
        String agent = random.nextInt(8) == 0 ? null : "desk";
        Operation operation = random.nextBoolean() ? Operation.TOOL_CALL : Operation.DATA_HTTP;
        Step.Builder draft = Step.of(live.id, live.newId(), operation, name).agent(agent);
        if (operation == Operation.TOOL_CALL) {
            draft.arguments(Map.of("x", random.nextInt(4) == 0 ? "words" : 1L));
        } else {
            draft.fact(Field.HTTP_HOST, name + ".example").fact(Field.HTTP_BYTES, 3L);
        }
        Step step = live.decide(1, draft, null);
        live.letThrough(1, step);
        live.end(1, step, "x");
        return step;
    }

    @Test
    void oneThread_isDecidedTheSameLive_asLiveAndOnTheWholePath_andByGuardrailsThatWereNotInForce() {
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            act(random);
        }
        RecordedRun run = live.recorded();
        List<String> decided = run.steps().stream().flatMap(step -> step.decision().verdicts().stream()).map(verdict -> verdict.guardrail()).toList();

        assertThat(decided).contains("novel-agent", "novel-tool", "novel-shape", "novel-order", "novel-host", "novel-volume");
        assertThat(decisions(KNOWS_A, DryRunMode.AS_LIVE, run)).isEqualTo(decisions(KNOWS_A, DryRunMode.WHOLE_PATH, run)).hasSize(decided.size());
        assertThat(new DryRun(KNOWS_A, DryRunMode.AS_LIVE).dryRun(run).decisions()).extracting(decision -> decision.verdict().guardrail()).isEqualTo(decided);
        assertThat(decisions(KNOWS_C, DryRunMode.AS_LIVE, run)).as("of another baseline").isEqualTo(decisions(KNOWS_C, DryRunMode.WHOLE_PATH, run)).isNotEqualTo(decisions(KNOWS_A, DryRunMode.AS_LIVE, run));
        assertThat(decisions(GUARDRAILS, DryRunMode.AS_LIVE, run)).as("without a baseline").isEmpty();
        assertThat(new DryRun(GUARDRAILS, DryRunMode.WHOLE_PATH).dryRun(run).notEvaluated()).extracting(RunDryRun.Skipped::reason)
                .contains("novel.tool is not known: no baseline for this agent tells it; learn one with 'pathwarden baseline'");
    }

    private static List<String> decisions(Bundle bundle, DryRunMode mode, RecordedRun run) {
        return new DryRun(bundle, mode).dryRun(run).decisions().stream().map(decision -> decision.step() + " " + decision.verdict().guardrail()).toList();
    }

    @Test
    void swaps_whileThreadsGoOn_leaveEachStepWithOneBaseline_andARehearsalSaysTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                work.add(() -> {
                    for (int i = 0; i < 60; i++) {
                        act(random);
                    }
                    return null;
                });
            }
            work.add(() -> {
                for (int i = 0; i < 300; i++) {
                    inForce.set(i % 2 == 0 ? second : first);
                    Thread.yield();
                }
                return null;
            });
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        inForce.set(first);
        act(new Random(1));
        inForce.set(second);
        act(new Random(2));
        RecordedRun run = live.recorded();

        for (RecordedStep step : run.steps()) {
            boolean knowsA = step.decision().bundle().equals(KNOWS_A.hash());
            boolean known = step.step().agent() != null;
            Object isNew = step.operation() != Operation.TOOL_CALL || !known ? null : (Object) step.step().name().equals(knowsA ? "c" : "b");
            assertThat(step.step().facts().get(Field.NOVEL_TOOL)).isEqualTo(isNew);
        }
        // The order of the tickets is the order in which one tool came behind another.
        String before = "";
        for (RecordedStep step : run.steps().stream().sorted((a, b) -> Long.compare(a.decision().ticket(), b.decision().ticket())).toList()) {
            if (step.operation() == Operation.TOOL_CALL) {
                Bundle by = step.decision().bundle().equals(KNOWS_A.hash()) ? KNOWS_A : KNOWS_C;
                AgentHabits habits = by.habits().of(step.step().agent());
                assertThat(step.step().facts().get(Field.NOVEL_ORDER)).isEqualTo(habits == null ? null : (Object) habits.isNew(TraitKind.ORDER, step.step(), before));
                before = step.step().name();
            }
        }
        RunDryRun again = new SwappedDryRun(List.of(KNOWS_A, KNOWS_C)).report(run).runs().get(0);
        assertThat(again.decisions()).isNotEmpty().extracting(DryRunDecision::verdict).containsExactlyElementsOf(run.steps().stream().flatMap(step -> step.decision().verdicts().stream()).toList());
        assertThat(again.notEvaluated()).extracting(skip -> skip.guardrail() + skip.reason())
                .containsExactlyElementsOf(run.steps().stream().flatMap(step -> step.decision().notEvaluated().stream()).map(skip -> skip.guardrail() + skip.reason()).toList());
    }

    @Test
    void wholePath_ofRunsThatWereLearntFrom_findsNothingNew_andWhatAnImportSaysIsNotRead() {
        RunId id = new RunId(1, 2);
        List<RecordedStep> steps = new ArrayList<>();
        for (String tool : List.of("a", "b", "a")) {
            Step step = Step.of(id, new StepId(steps.size() + 1), Operation.TOOL_CALL, tool).arguments(Map.of("to", "https://x.example/" + tool)).fact(Field.NOVEL_TOOL, true).build();
            steps.add(new RecordedStep(step, null, null, steps.size(), -1));
        }
        RecordedRun run = new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), steps, List.of());
        Learning learning = new Learning();
        learning.add(run);

        RunDryRun dryRun = new DryRun(GUARDRAILS.withHabits(learning.baseline().habits()), DryRunMode.WHOLE_PATH).dryRun(run);
        assertThat(dryRun.decisions()).isEmpty();
        assertThat(dryRun.notEvaluated()).isEmpty();
    }
}
