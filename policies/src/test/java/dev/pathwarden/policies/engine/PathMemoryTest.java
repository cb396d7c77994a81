package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PathMemoryTest {

    private static final RunId RUN = new RunId(1, 1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Expr CALL = new Expr.Call(Op.EQUAL, List.of(new Expr.VariableRead(PathVariable.STEP_OPERATION), new Expr.Literal("tool.call")));

    private final AtomicLong nextId = new AtomicLong(1);

    @Test
    void countWithin_ofMoreStepsThanAreKnownByTheirTimes_isNeverTooLowAndLittleTooHigh() {
        Expr.Past count = new Expr.Past(PathOperator.COUNT, List.of(CALL), MINUTE);
        long part = MINUTE.toNanos() / CountWithinMonitor.PARTS + 1;
        Random random = new Random(7);
        for (int round = 0; round < 8; round++) {
            Memory memory = new Memory(count);
            List<Long> times = new ArrayList<>();
            long now = random.nextLong(1L << 40);
            long most = 1 + random.nextLong(MINUTE.toNanos() / 100);
            for (int i = 0; i < 800; i++) {
                now += random.nextLong(most);
                long counted = (Long) memory.decide(step(Operation.TOOL_CALL, now));
                assertThat(counted).isBetween(within(times, now, MINUTE.toNanos()), within(times, now, MINUTE.toNanos() + part));
                times.add(now);
            }
        }
    }

    private static long within(List<Long> times, long now, long nanos) {
        return times.stream().filter(time -> now - time <= nanos).count();
    }

    @Test
    void operatorsWithATime_ofClocksThatSayAnything_stayWithinWhatHappened() {
        for (PathOperator operator : new PathOperator[] {PathOperator.ONCE, PathOperator.COUNT}) {
            Memory memory = new Memory(new Expr.Past(operator, List.of(CALL), MINUTE));
            long steps = 0;
            for (long time : new long[] {0, Long.MAX_VALUE, Long.MIN_VALUE, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0, 5}) {
                Object value = memory.decide(step(Operation.TOOL_CALL, time));
                assertThat(value).as("%s at %d", operator, time).isIn(operator == PathOperator.ONCE ? List.of(true, false) : java.util.stream.LongStream.rangeClosed(0, steps).boxed().toList());
                steps++;
            }
        }
    }

    @Test
    void countWithin_whenTheClockGoesBack_stillCounts() {
        Memory memory = new Memory(new Expr.Past(PathOperator.COUNT, List.of(CALL), MINUTE));
        List<Object> counts = new ArrayList<>();
        for (long seconds : new long[] {1_000, 1_010, 10, 20, 30, 1_050, 1_100}) {
            counts.add(memory.decide(step(Operation.TOOL_CALL, seconds * 1_000_000_000L)));
        }

        assertThat(counts).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 1L);
    }

    @Test
    void operatorsWithATime_onAStepWithoutAStart_areMissingAndNeverFalse() {
        Memory memory = new Memory(new Expr.Past(PathOperator.ONCE, List.of(CALL), MINUTE));

        assertThat(memory.decide(step(Operation.TOOL_CALL, null))).hasToString("'once' looks back 1m, and step.start was not recorded");
        assertThat(memory.decide(step(Operation.DATA_SQL, 5L))).hasToString("'once' looks back 1m, and an earlier step has no start");
        assertThat(memory.decide(step(Operation.TOOL_CALL, 6L))).hasToString("'once' looks back 1m, and an earlier step has no start");
        assertThat(memory.decide(step(Operation.DATA_SQL, 7L))).isEqualTo(true);
    }

    @Test
    void repeats_ofMoreCallsThanAreKept_forgetsThoseThatCameLongAgoAndNoOther() {
        Memory memory = new Memory(new Expr.Past(PathOperator.REPEATS, List.of(), null));
        for (long i = 0; i < RecentCounts.GENERATION * 3; i++) {
            assertThat(memory.decide(call(-1))).isEqualTo(i);
            assertThat(memory.decide(call(i))).isEqualTo(0L);
        }

        assertThat(memory.decide(call(RecentCounts.GENERATION * 3 - 10))).isEqualTo(1L);
        assertThat(memory.decide(call(3))).isEqualTo(0L);
    }

    @Test
    void repeats_ofArgumentsInAnotherOrder_areTheSameCall() {
        Memory memory = new Memory(new Expr.Past(PathOperator.REPEATS, List.of(), null));
        Map<String, Object> one = new java.util.LinkedHashMap<>();
        one.put("a", 1L);
        one.put("b", List.of("x", 2.5));
        Map<String, Object> other = new java.util.LinkedHashMap<>();
        other.put("b", List.of("x", 2.5));
        other.put("a", 1L);

        assertThat(memory.decide(draft(Operation.TOOL_CALL).arguments(one).build())).isEqualTo(0L);
        assertThat(memory.decide(draft(Operation.TOOL_CALL).arguments(other).build())).isEqualTo(1L);
        assertThat(memory.decide(draft(Operation.TOOL_CALL).arguments(Map.of("a", 1L, "b", List.of(2.5, "x"))).build())).isEqualTo(0L);
        assertThat(memory.decide(draft(Operation.TOOL_CALL).arguments(Map.of("a", "1", "b", List.of("x", 2.5))).build())).isEqualTo(0L);
        assertThat(memory.decide(draft(Operation.MCP_CALL).arguments(one).build())).isEqualTo(0L);
    }

    @Test
    void flows_fromAStepThatIsForgotten_isMissingAndNeverFalse() {
        Memory memory = new Memory(new Expr.Past(PathOperator.FLOWS, List.of(CALL), null));
        StepId first = memory.joined(step(Operation.TOOL_CALL, null));
        for (int i = 0; i < RecentCounts.GENERATION * 2; i++) {
            memory.joined(step(Operation.TOOL_CALL, null));
        }
        StepId last = memory.joined(step(Operation.TOOL_CALL, null));
        StepId other = memory.joined(step(Operation.DATA_SQL, null));

        assertThat(memory.decide(draft(Operation.MCP_CALL).link(new Link(last, LinkKind.COPIED, "to")).build())).isEqualTo(true);
        assertThat(memory.decide(draft(Operation.MCP_CALL).link(new Link(first, LinkKind.COPIED, "to")).build())).asString().contains("the older ones are forgotten");
        assertThat(memory.decide(draft(Operation.MCP_CALL).link(new Link(other, LinkKind.DECIDED_BY, "")).build())).isEqualTo(false);
    }

    @Test
    void decide_underAnotherBundle_beginsAnew() {
        Guardrail called = guardrail(new Expr.Past(PathOperator.ONCE, List.of(CALL), null));
        AtomicReference<PolicyEngine> inForce = new AtomicReference<>(new PolicyEngine(Bundle.of(List.of(called)), null));
        RunGuard guard = new RunGuard(RUN, inForce::get);
        guard.decide(draft(Operation.TOOL_CALL), null);
        assertThat(guard.decide(draft(Operation.DATA_SQL), null).decision().verdicts()).hasSize(1);
        inForce.set(new PolicyEngine(Bundle.of(List.of(called)), Mode.ENFORCE));
        assertThat(guard.decide(draft(Operation.DATA_SQL), null).decision().verdicts()).as("the same bundle in another engine").hasSize(1);
        inForce.set(new PolicyEngine(Bundle.NONE, null));
        guard.decide(draft(Operation.DATA_SQL), null);
        inForce.set(new PolicyEngine(Bundle.of(List.of(called)), null));

        assertThat(guard.decide(draft(Operation.DATA_SQL), null).decision().verdicts()).isEmpty();
    }

    /** Every decision sees the steps of all tickets before it: of many threads that count the same, each count is given once. */
    @Test
    void decide_inManyThreads_seesEachStepThatJoinedBefore() throws Exception {
        Expr.Past count = new Expr.Past(PathOperator.COUNT, List.of(CALL), null);
        RunGuard guard = new RunGuard(RUN, () -> new PolicyEngine(Bundle.of(List.of(guardrail(count))), null));
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            work.add(() -> {
                List<String> seen = new ArrayList<>();
                for (int i = 0; i < 100; i++) {
                    Judged judged = guard.decide(draft(Operation.TOOL_CALL), null);
                    seen.add(judged.decision().verdicts().isEmpty() ? "0" : judged.decision().verdicts().get(0).message());
                    guard.end(judged.step(), 1L, Status.OK, null, null, Facts.NONE);
                }
                return seen;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<String> all = new ArrayList<>();
        try {
            for (var done : threads.invokeAll(work)) {
                all.addAll(done.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(all).containsExactlyInAnyOrderElementsOf(java.util.stream.IntStream.range(0, 800).mapToObj(String::valueOf).toList());
    }

    private static Guardrail guardrail(Expr.Past past) {
        Condition let = new Condition("v", new Part.Clause(0, 1, past, List.of()), 0);
        Expr when = past.operator().counts() ? new Expr.Call(Op.GREATER, List.of(new Expr.Let(0), new Expr.Literal(0L))) : new Expr.Let(0);
        return new Guardrail("g", "0123456789abcdef", "t", "low", List.of(), java.util.EnumSet.allOf(Operation.class), List.of(new Guardrail.Let("v", let)),
                new Condition("v", new Part.Clause(0, 1, when, List.of()), 0), Action.ALERT, Mode.AUDIT, OnFault.ALLOW, new Message(List.of(new Message.Piece("v", new Expr.Let(0)))));
    }

    private Step.Builder draft(Operation operation) {
        return Step.of(RUN, new StepId(nextId.getAndIncrement()), operation, "step");
    }

    private Step step(Operation operation, Long start) {
        return draft(operation).startNanos(start).build();
    }

    private Step call(long argument) {
        return draft(Operation.TOOL_CALL).arguments(Map.of("n", argument)).build();
    }

    /** One operator in one run. */
    private static final class Memory {
        private final PolicyEngine engine;
        private final Closure value;
        private final PathMemory memory = new PathMemory();
        private long place;

        Memory(Expr.Past past) {
            engine = new PolicyEngine(Bundle.of(List.of(guardrail(past))), null);
            value = engine.monitors().closure(past);
        }

        /** What the operator comes to on a step, which then joins. */
        Object decide(Step step) {
            Recall recall = memory.recall(engine);
            Object came = value.value(new Frame(step, null, recall, 0, 0));
            engine.evaluate(step, null, recall);
            recall.join(++place);
            return came;
        }

        StepId joined(Step step) {
            decide(step);
            return step.id();
        }
    }
}
