package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.target.PathFacts;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Guardrails that are being rolled out. */
class StageTest {

    private static final long END = 1_700_000_000_000_000_000L;

    @Test
    void verdict_atEachDegree_isWhatIsDoneThen() {
        assertThat(said(Stage.forAll(Degree.OFF), null, 1, null, null)).isEmpty();
        assertThat(said(Stage.forAll(Degree.AUDIT), null, 1, null, null)).singleElement().satisfies(verdict -> {
            assertThat(verdict.action()).isEqualTo(Action.BLOCK);
            assertThat(verdict.mode()).isEqualTo(Mode.AUDIT);
            assertThat(verdict.message()).isEqualTo("stopped Roll-out: audit.");
        });
        assertThat(said(Stage.forAll(Degree.HOLD), null, 1, null, null)).singleElement().satisfies(verdict -> {
            assertThat(verdict.action()).isEqualTo(Action.HOLD);
            assertThat(verdict.mode()).isEqualTo(Mode.ENFORCE);
        });
        assertThat(said(Stage.forAll(Degree.ENFORCE), null, 1, null, null)).extracting(Verdict::action).containsExactly(Action.BLOCK);
    }

    @Test
    void hold_ofAGuardrailThatAsksForLess_asksForNoMore() {
        for (Action action : List.of(Action.ALERT, Action.REDACT, Action.SANDBOX, Action.HOLD)) {
            Guardrail guardrail = SampleGuardrails.guardrail("g", Operation.TOOL_CALL, new Expr.Literal(true), action).withStage(Stage.forAll(Degree.HOLD));
            assertThat(said(guardrail, null, 1, null, null)).extracting(Verdict::action).containsExactly(action);
        }
    }

    /** `run` forces all guardrails to be enforced: that must not enforce what is only being tried. On a platform nobody tried, nothing is stopped, whatever the stage. */
    @Test
    void forcedMode_liftsNoStage_andAuditHoldsForAll() {
        assertThat(said(Stage.forAll(Degree.AUDIT), Mode.ENFORCE, 1, null, null)).extracting(Verdict::mode).containsExactly(Mode.AUDIT);
        assertThat(said(Stage.forAll(Degree.ENFORCE), Mode.AUDIT, 1, null, null)).extracting(Verdict::mode).containsExactly(Mode.AUDIT);
        assertThat(said(Stage.forAll(Degree.HOLD), Mode.AUDIT, 1, null, null)).extracting(Verdict::mode).containsExactly(Mode.AUDIT);
    }

    @Test
    void agents_areTheOnlyOnesItIsFor_andWhoTellsNoneIsOutside() {
        Stage stage = new Stage(Degree.ENFORCE, Degree.AUDIT, Set.of("a", "b"), 100, null, Degree.OFF);

        assertThat(said(stage, null, 1, "a", null)).extracting(Verdict::mode).containsExactly(Mode.ENFORCE);
        assertThat(said(stage, null, 1, "c", null)).singleElement().satisfies(verdict -> assertThat(verdict.message()).isEqualTo("stopped Roll-out: audit, outside of its stage."));
        assertThat(said(stage, null, 1, null, null)).extracting(Verdict::mode).containsExactly(Mode.AUDIT);
    }

    @Test
    void share_takesAboutSoManyRuns_alwaysTheSame_andALargerOneTakesThemToo() {
        List<Long> ids = LongStream.rangeClosed(1, 20_000).boxed().toList();
        List<Long> before = List.of();
        for (int share : new int[] {1, 10, 50, 99}) {
            Stage stage = new Stage(Degree.ENFORCE, Degree.OFF, Set.of(), share, null, Degree.OFF);
            // Ids that only differ in one half, counted up, are the worst there are.
            List<Long> low = ids.stream().filter(id -> stage.covers(new RunId(0, id))).toList();
            List<Long> high = ids.stream().filter(id -> stage.covers(new RunId(id, 0))).toList();
            assertThat(low.size()).isBetween(200 * share - 450, 200 * share + 450);
            assertThat(high.size()).isBetween(200 * share - 450, 200 * share + 450);
            assertThat(low).containsAll(before);
            before = low;
        }
        assertThat(new Stage(Degree.ENFORCE, Degree.OFF, Set.of(), 10, null, Degree.OFF).covers(RunId.parse("0af7651916cd43dd8448eb211c80319c").orElseThrow())).isFalse();
        assertThat(new Stage(Degree.ENFORCE, Degree.OFF, Set.of(), 10, null, Degree.OFF).covers(new RunId(0, before.get(0)))).isEqualTo(
                new Stage(Degree.AUDIT, Degree.OFF, Set.of(), 10, null, Degree.OFF).covers(new RunId(0, before.get(0))));
    }

    @Test
    void end_isToldByTheClockOfTheStep() {
        Stage stage = new Stage(Degree.AUDIT, Degree.AUDIT, Set.of(), 100, END, Degree.ENFORCE);

        assertThat(said(stage, null, 1, null, END - 1)).singleElement().satisfies(verdict -> {
            assertThat(verdict.mode()).isEqualTo(Mode.AUDIT);
            assertThat(verdict.message()).isEqualTo("stopped Roll-out: audit until 2023-11-14 22:13 UTC.");
        });
        assertThat(said(stage, null, 1, null, END)).singleElement().satisfies(verdict -> {
            assertThat(verdict.mode()).isEqualTo(Mode.ENFORCE);
            assertThat(verdict.message()).isEqualTo("stopped Roll-out: enforce, since its audit ended 2023-11-14 22:13 UTC.");
        });
        assertThat(said(stage, null, 1, null, null)).extracting(Verdict::mode).containsExactly(Mode.AUDIT);
        assertThat(said(new Stage(Degree.AUDIT, Degree.AUDIT, Set.of(), 100, END, Degree.OFF), null, 1, null, END)).isEmpty();
    }

    /** Where a hook fails there is no step: what is not enforced for all must not refuse. */
    @Test
    void actsAlways_isWhatNoStepCanChange() {
        Guardrail guardrail = SampleGuardrails.guardrail("g", Operation.TOOL_CALL, new Expr.Literal(true), Action.BLOCK);

        assertThat(guardrail.actsAlways(null)).isTrue();
        assertThat(guardrail.withStage(Stage.forAll(Degree.HOLD)).actsAlways(null)).isTrue();
        assertThat(guardrail.withStage(Stage.forAll(Degree.HOLD)).actsAlways(Mode.AUDIT)).isFalse();
        assertThat(guardrail.withStage(Stage.forAll(Degree.AUDIT)).actsAlways(Mode.ENFORCE)).isFalse();
        assertThat(guardrail.withStage(new Stage(Degree.ENFORCE, Degree.AUDIT, Set.of(), 50, null, Degree.OFF)).actsAlways(null)).isFalse();
        assertThat(guardrail.withStage(new Stage(Degree.ENFORCE, Degree.HOLD, Set.of("a"), 50, END, Degree.OFF)).actsAlways(null)).isFalse();
        assertThat(guardrail.withStage(new Stage(Degree.ENFORCE, Degree.HOLD, Set.of("a"), 50, END, Degree.HOLD)).actsAlways(null)).isTrue();
    }

    @Test
    void deciding_whetherAStepIsOfAStage_allocatesNothing() {
        Stage stage = new Stage(Degree.ENFORCE, Degree.AUDIT, Set.of("a", "b", "c"), 50, END, Degree.OFF);
        List<Step> steps = new ArrayList<>();
        for (long run = 1; run <= 100; run++) {
            steps.add(step(run, run % 2 == 0 ? "a" : "d", END - 50 + run));
        }
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        int[] counts = new int[4];
        for (int warm = 0; warm < 10; warm++) {
            steps.forEach(step -> counts[stage.of(step).ordinal()]++);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int round = 0; round < 1_000; round++) {
            for (int i = 0; i < 100; i++) {
                counts[stage.of(steps.get(i)).ordinal()]++;
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(counts[Degree.HOLD.ordinal()]).isZero();
        assertThat(counts[Degree.ENFORCE.ordinal()]).isPositive();
        // Asking for the figure costs something itself; a byte per decision would be 100,000.
        assertThat(allocated).isLessThan(10_000);
    }

    private static List<Verdict> said(Stage stage, Mode forced, long run, String agent, Long start) {
        return said(SampleGuardrails.guardrail("g", Operation.TOOL_CALL, new Expr.Literal(true), Action.BLOCK).withStage(stage), forced, run, agent, start);
    }

    private static List<Verdict> said(Guardrail guardrail, Mode forced, long run, String agent, Long start) {
        return new PolicyEngine(Bundle.of(List.of(guardrail)), forced).evaluate(step(run, agent, start), new NoPath()).verdicts();
    }

    private static Step step(long run, String agent, Long start) {
        return Step.of(new RunId(0, run), new StepId(1), Operation.TOOL_CALL, "call").agent(agent).startNanos(start).build();
    }

    private static final class NoPath implements PathFacts {
        @Override
        public SortedSet<String> labels() {
            return new TreeSet<>();
        }

        @Override
        public long steps() {
            return 0;
        }

        @Override
        public long count(Operation operation) {
            return 0;
        }

        @Override
        public Set<String> provenance(Step step) {
            return Set.of();
        }
    }
}
