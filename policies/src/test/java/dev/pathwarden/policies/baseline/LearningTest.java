package dev.pathwarden.policies.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.novelty.Trait;
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LearningTest {

    private static final RunId RUN = new RunId(1, 1);

    private static Baseline learn(List<RecordedRun> runs) {
        Learning learning = new Learning();
        runs.forEach(learning::add);
        return learning.baseline();
    }

    private static RecordedRun run(Step... steps) {
        List<RecordedStep> recorded = new ArrayList<>();
        for (Step step : steps) {
            recorded.add(new RecordedStep(step, null, null, recorded.size(), -1));
        }
        return new RecordedRun(new Run(RUN, null, "desk", null, Status.OK, null, null, Map.of()), recorded, List.of());
    }

    private static Step.Builder call(String tool) {
        return Step.of(RUN, new StepId(tool.hashCode() | 1), Operation.TOOL_CALL, tool);
    }

    @Test
    void baselines_ofAnyParts_comeToWhatIsLearntFromAll_inAnyOrder() {
        for (int seed = 0; seed < 24; seed++) {
            RandomRuns random = new RandomRuns(seed, seed % 3 == 0 ? 4_000 : 6);
            List<List<RecordedRun>> parts = List.of(runs(random, 5), runs(random, 3), runs(random, 4));
            List<RecordedRun> all = new ArrayList<>();
            parts.forEach(all::addAll);
            Baseline a = learn(parts.get(0));
            Baseline b = learn(parts.get(1));
            Baseline c = learn(parts.get(2));
            Baseline whole = learn(all);
            Collections.shuffle(all, new Random(seed));

            assertThat(a.and(b).and(c)).as("seed %d", seed).isEqualTo(whole).isEqualTo(a.and(b.and(c))).isEqualTo(c.and(b).and(a)).isEqualTo(learn(all));
            assertThat(whole.and(Baseline.NONE)).isEqualTo(whole);
        }
    }

    private static List<RecordedRun> runs(RandomRuns random, int count) {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            runs.add(random.run(200));
        }
        return runs;
    }

    @Test
    void whatIsTooMuch_isCutAlikeInAnyOrder_andSaidSo() {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < 3 * TraitKind.MODEL.most(); i++) {
            runs.add(run(Step.of(RUN, new StepId(1), Operation.MODEL_CHAT, "m").agent("a").fact(Field.MODEL_NAME, "m" + i % (2 * TraitKind.MODEL.most())).build()));
        }
        Baseline whole = learn(runs);
        Collections.shuffle(runs, new Random(3));

        assertThat(whole.of("a").orElseThrow().traits()).hasSize(TraitKind.MODEL.most()).containsEntry(Trait.of(TraitKind.MODEL, "m0"), new Seen(2, 2));
        assertThat(whole.of("a").orElseThrow().cut()).containsExactly("model");
        assertThat(whole.habits().of("a").tells(TraitKind.MODEL)).isFalse();
        assertThat(learn(runs.subList(0, 70)).and(learn(runs.subList(70, runs.size())))).isEqualTo(whole);
    }

    @Test
    void agentsBeyondTheMost_areLeftOut_andThatIsSaid() {
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i <= Baseline.MAX_AGENTS; i++) {
            runs.add(run(call("t").agent("agent-" + i).build()));
        }

        assertThat(learn(runs).agents()).hasSize(Baseline.MAX_AGENTS);
        assertThat(learn(runs).cut()).isTrue();
    }

    @Test
    void call_showsToolFormsAndOrder_andNoValues() {
        Baseline baseline = learn(List.of(run(
                call("get_bill").arguments(Map.of("file", "/home/eve/bill-2026.txt")).build(),
                call("send_money").arguments(Map.of("to", List.of("eve@shop.example"), "amount", 12.5, "memo", "for the bill", "extra", Map.of("eve@x.example", 1L))).build())));

        AgentBaseline agent = baseline.of("").orElseThrow();
        assertThat(agent.names()).containsExactly(Map.entry("desk", 1L));
        assertThat(agent.traits().keySet()).contains(
                Trait.of(TraitKind.TOOL, "", "send_money"), Trait.of(TraitKind.ORDER, "", "get_bill"), Trait.of(TraitKind.ORDER, "get_bill", "send_money"),
                Trait.of(TraitKind.SHAPE, "", "get_bill", "file", "path"), Trait.of(TraitKind.SHAPE, "", "send_money", "to", "list"), Trait.of(TraitKind.SHAPE, "", "send_money", "to[]", "email"),
                Trait.of(TraitKind.SHAPE, "", "send_money", "amount", "number"), Trait.of(TraitKind.SHAPE, "", "send_money", "memo", "text"), Trait.of(TraitKind.SHAPE, "", "send_money", "extra.*", "number"));
        assertThat(agent.traits().keySet()).extracting(Object::toString).noneMatch(trait -> trait.contains("eve@") || trait.contains("bill-2026"));
        assertThat(agent.volumes()).containsEntry(Volume.CALLS, Spread.of(2)).containsEntry(Volume.STEPS, Spread.of(2));
    }

    @Test
    void whatCameWithAnImport_isNotRead() {
        RandomRuns random = new RandomRuns(5, 6);
        for (int i = 0; i < 20; i++) {
            RecordedRun run = random.run(60);
            Run told = new Run(run.run().id(), run.run().agent(), run.run().agentName(), run.run().agentVersion(), Status.BLOCKED, null, null,
                    Map.of("label.attack", true, "label.succeeded", true, "security", true, "attack_type", "x", "suite_name", "bank"));
            List<RecordedStep> steps = run.steps().stream().map(LearningTest::withOpinions).toList();

            assertThat(learn(List.of(new RecordedRun(told, steps, List.of(new RecordedRun.LabelsImported(1, 1, Set.of("untrusted"))))))).isEqualTo(learn(List.of(run)));
        }
    }

    private static RecordedStep withOpinions(RecordedStep step) {
        Step labelled = step.step().toBuilder().labels(Set.of("untrusted.instruction", "malicious")).build();
        return new RecordedStep(labelled, null, new Outcome(2, 1L, Status.BLOCKED, "attack", "injected", step.outcome().facts(), Set.of("attack")), step.decidedAt(), step.endedAt());
    }

    @Test
    void whatAGuardrailStopped_isNotNormal() {
        Step stopped = Step.of(RUN, new StepId(1), Operation.TOOL_CALL, "wipe").arguments(Map.of()).build();
        Decision decision = new Decision(1, null, "b", null, Set.of(), List.of(new Verdict("g", "v", Action.BLOCK, Mode.ENFORCE, "no", List.of())), List.of());
        RecordedRun run = new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()),
                List.of(new RecordedStep(stopped, decision, new Outcome(2, 1L, Status.BLOCKED, null, null, Facts.NONE, Set.of()), 0, 1)), List.of());

        assertThat(learn(List.of(run)).of("").orElseThrow().traits()).isEmpty();
        assertThat(learn(List.of(run)).of("").orElseThrow().seen()).isEqualTo(new Seen(1, 1));
    }

    @Test
    void oneAgent_canBeLearntAlone() {
        Learning learning = new Learning();
        learning.add(run(call("a").agent("one").build(), call("b").agent("two").build()), "two");

        assertThat(learning.baseline().agents()).singleElement().satisfies(agent -> {
            assertThat(agent.agent()).isEqualTo("two");
            assertThat(agent.traits()).containsKey(Trait.of(TraitKind.ORDER, "a", "b")).doesNotContainKey(Trait.of(TraitKind.TOOL, "", "a"));
        });
    }

    @Test
    void spread_mostIsWhatNearlyAllRunsDoNotPass() {
        Spread spread = Spread.NONE;
        for (int i = 0; i < 199; i++) {
            spread = spread.and(Spread.of(5));
        }

        assertThat(spread.and(Spread.of(900)).most()).isEqualTo(8);
        assertThat(spread.and(Spread.of(900)).and(Spread.of(900)).and(Spread.of(Long.MAX_VALUE)).most()).isEqualTo(1024);
        assertThat(Spread.NONE.most()).isNull();
        assertThat(List.of(Spread.bound(0), Spread.bound(1), Spread.bound(2), Spread.bound(3), Spread.bound(Long.MAX_VALUE))).containsExactly(0L, 1L, 2L, 4L, 1L << 59);
    }
}
