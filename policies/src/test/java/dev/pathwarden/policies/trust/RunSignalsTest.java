package dev.pathwarden.policies.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunSignalsTest {

    private static final long SECOND = 1_000_000_000L;

    private final RunSignals signals = new RunSignals();
    private long nextId = 1;

    private Step.Builder step(Operation operation, Step within) {
        return Step.of(new RunId(1, 1), new StepId(nextId++), operation, "step").parent(within == null ? null : within.id());
    }

    private Step join(Step.Builder draft) {
        Step step = draft.build();
        signals.join(step, signals.callKey(step));
        return step;
    }

    private void end(Step step, Status status) {
        end(step, null, new StepEnd(null, status, Facts.NONE));
    }

    private void end(Step step, StepEnd earlier, StepEnd end) {
        signals.end(step, earlier, end, signals.endKey(step, end.status()));
    }

    private Long read(Field field) {
        return read(field, step(Operation.OUTCOME, null).build());
    }

    private Long read(Field field, Step step) {
        return (Long) signals.value(field, step);
    }

    @Test
    void value_beforeAnythingHappened_isZeroOrNotKnown() {
        Step first = step(Operation.AGENT_INVOKE, null).startNanos(5L).build();

        for (Field field : Field.values()) {
            if (field.isOfRun()) {
                boolean told = List.of(Field.RUN_INPUT_TOKENS, Field.RUN_OUTPUT_TOKENS, Field.RUN_CACHED_INPUT_TOKENS, Field.RUN_COST_MICRO_USD, Field.RUN_LAST_MILLIS, Field.RUN_SLOWEST_MILLIS).contains(field);
                assertThat(read(field, first)).as(field.read()).isEqualTo(told ? null : (Long) 0L);
            }
        }
    }

    @Test
    void errorStreak_isOfCallsOfTools_andNoStepWithinACallEndsIt() {
        Step agent = join(step(Operation.AGENT_INVOKE, null));
        for (int i = 0; i < 3; i++) {
            end(join(step(Operation.MODEL_CHAT, agent)), Status.OK);
            Step tool = join(step(Operation.TOOL_CALL, agent));
            end(join(step(Operation.DATA_SQL, tool)), Status.OK);
            Step served = join(step(Operation.MCP_CALL, tool));
            end(served, Status.ERROR);
            end(tool, Status.ERROR);
        }

        assertThat(read(Field.RUN_ERROR_STREAK)).isEqualTo(3);
        assertThat(read(Field.RUN_ERRORS)).isEqualTo(6);
        end(join(step(Operation.TOOL_CALL, agent)), Status.BLOCKED);
        assertThat(read(Field.RUN_ERROR_STREAK)).as("a call that was stopped neither failed nor went well").isEqualTo(3);
        end(join(step(Operation.MCP_CALL, agent)), Status.OK);
        assertThat(read(Field.RUN_ERROR_STREAK)).isZero();
        assertThat(read(Field.RUN_ERRORS)).isEqualTo(6);
    }

    @Test
    void errors_ofAStepThatEndsAgain_countOnce_withHowItEndedLast() {
        Step call = join(step(Operation.TOOL_CALL, null));
        StepEnd good = new StepEnd(1L, Status.OK, Facts.NONE);
        StepEnd bad = new StepEnd(2L, Status.ERROR, Facts.NONE);
        end(call, null, good);
        end(call, good, bad);
        end(call, bad, bad);
        assertThat(read(Field.RUN_ERRORS)).isEqualTo(1);
        assertThat(read(Field.RUN_ERROR_STREAK)).isEqualTo(1);

        end(call, bad, good);
        assertThat(read(Field.RUN_ERRORS)).isZero();
        assertThat(read(Field.RUN_ERROR_STREAK)).isZero();
    }

    @Test
    void retries_areTheSameCallAfterItFailed_andUntilItSucceeds() {
        end(join(call("a")), Status.ERROR);
        join(call("b"));
        assertThat(read(Field.RUN_RETRIES)).as("another call").isZero();

        end(join(call("a")), Status.ERROR);
        Step again = join(call("a"));
        assertThat(read(Field.RUN_RETRIES)).isEqualTo(2);
        end(again, Status.OK);
        join(call("a"));
        assertThat(read(Field.RUN_RETRIES)).as("it had succeeded").isEqualTo(2);
    }

    @Test
    void retries_ofMoreCallsThanAreRemembered_areOfTheLastThatFailed() {
        for (int i = 0; i <= FailedCalls.MOST; i++) {
            end(join(call("call " + i)), Status.ERROR);
        }

        join(call("call 0"));
        assertThat(read(Field.RUN_RETRIES)).isZero();
        join(call("call 1"));
        join(call("call " + FailedCalls.MOST));
        assertThat(read(Field.RUN_RETRIES)).isEqualTo(2);
    }

    private Step.Builder call(String argument) {
        return step(Operation.TOOL_CALL, null).arguments(Map.of("to", argument));
    }

    @Test
    void seconds_areFromTheFirstStepOn_neverNegative_andNotKnownWithoutAClock() {
        join(step(Operation.AGENT_INVOKE, null).startNanos(100 * SECOND));

        assertThat(seconds(100 * SECOND + 2_900_000_000L)).isEqualTo(2);
        assertThat(seconds(7L)).as("the clock went back").isZero();
        assertThat(seconds(Long.MIN_VALUE)).isZero();
        assertThat(seconds(null)).isNull();
        assertThat(new RunSignals().value(Field.RUN_SECONDS, step(Operation.TOOL_CALL, null).startNanos(9L).build())).isEqualTo(0L);
    }

    @Test
    void seconds_withAFirstStepWithoutAClock_areNotKnown() {
        join(step(Operation.AGENT_INVOKE, null));

        assertThat(seconds(100 * SECOND)).isNull();
    }

    @Test
    void seconds_betweenTheEndsOfTime_areTheMostThereIs() {
        join(step(Operation.AGENT_INVOKE, null).startNanos(Long.MIN_VALUE));

        assertThat(seconds(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE / SECOND);
    }

    private Long seconds(Long start) {
        return read(Field.RUN_SECONDS, step(Operation.TOOL_CALL, null).startNanos(start).build());
    }

    @Test
    void millis_areOfTheLastCallAndOfTheSlowestStep() {
        Step agent = join(step(Operation.AGENT_INVOKE, null));
        Step tool = join(step(Operation.TOOL_CALL, agent));
        end(join(step(Operation.MCP_CALL, tool)), null, new StepEnd(3_000_000L, Status.OK, Facts.NONE));
        assertThat(read(Field.RUN_LAST_MILLIS)).as("a call within a call").isNull();
        end(tool, null, new StepEnd(7_900_000L, Status.OK, Facts.NONE));
        end(join(step(Operation.DATA_SQL, agent)), null, new StepEnd(9_000_000L, Status.OK, Facts.NONE));
        end(agent, null, new StepEnd(SECOND, Status.OK, Facts.NONE));

        assertThat(read(Field.RUN_LAST_MILLIS)).isEqualTo(7);
        assertThat(read(Field.RUN_SLOWEST_MILLIS)).isEqualTo(9);
        end(join(step(Operation.TOOL_CALL, agent)), null, new StepEnd(null, Status.OK, Facts.NONE));
        assertThat(read(Field.RUN_LAST_MILLIS)).as("of an end without a clock").isNull();
        assertThat(read(Field.RUN_SLOWEST_MILLIS)).isEqualTo(9);
    }

    @Test
    void depth_isTheNumberOfAgentsAround() {
        Step agent = join(step(Operation.AGENT_INVOKE, null));
        Step tool = join(step(Operation.TOOL_CALL, agent));
        Step helper = join(step(Operation.AGENT_INVOKE, tool));
        Step model = join(step(Operation.MODEL_CHAT, helper));
        Step http = join(step(Operation.DATA_HTTP, model));

        assertThat(Stream.of(agent, tool, helper, model, http).map(step -> read(Field.RUN_DEPTH, step))).containsExactly(0L, 1L, 1L, 2L, 2L);
        assertThat(read(Field.RUN_DEPTH, step(Operation.DATA_NET, http).build())).isEqualTo(2);
        end(http, Status.OK);
        assertThat(read(Field.RUN_DEPTH, step(Operation.DATA_NET, http).build())).as("nothing happens within a request that has ended").isNull();
        assertThat(read(Field.RUN_DEPTH, step(Operation.DATA_NET, step(Operation.TOOL_CALL, null).build()).build())).as("within a step of another process").isNull();
    }

    @Test
    void actor_isTheAgentAround_andOfACallOfAnAgentTheOneThatIsCalled() {
        assertThat(signals.value(Field.ACTOR_NAME, step(Operation.TOOL_CALL, null).build())).as("in no agent").isNull();
        Step agent = join(step(Operation.AGENT_INVOKE, null).fact(Field.AGENT_NAME, "clerk").fact(Field.AGENT_VERSION, "v1").fact(Field.AGENT_CHAIN, List.of("1")));
        Step tool = join(step(Operation.TOOL_CALL, agent));
        Step helper = join(step(Operation.AGENT_INVOKE, tool).fact(Field.AGENT_NAME, "helper").fact(Field.AGENT_CHAIN, List.of("1", "2")));
        Step sql = step(Operation.DATA_SQL, join(step(Operation.TOOL_CALL, helper))).build();

        assertThat(Stream.of(agent, tool, helper, sql).map(step -> signals.value(Field.ACTOR_NAME, step))).containsExactly("clerk", "clerk", "helper", "helper");
        assertThat(Stream.of(tool, helper, sql).map(step -> signals.value(Field.ACTOR_VERSION, step))).containsExactly("v1", null, null);
        assertThat(Stream.of(tool, helper, sql).map(step -> signals.value(Field.ACTOR_CHAIN, step))).containsExactly(List.of("1"), List.of("1", "2"), List.of("1", "2"));
        assertThat(signals.value(Field.ACTOR_NAME, step(Operation.TOOL_CALL, step(Operation.TOOL_CALL, null).build()).build())).as("within a step of another process").isNull();
    }

    @Test
    void totals_ofARunInWhichNobodyWatchedTools_areKnownOnlyWhereSomethingWasSeen() {
        signals.unwatched();
        assertThat(Stream.of(Field.RUN_ROWS_READ, Field.RUN_BYTES_OUT, Field.RUN_FILES_CHANGED, Field.RUN_PROCESSES).map(this::read)).containsOnlyNulls();
        assertThat(read(Field.RUN_ERRORS)).isZero();

        end(join(step(Operation.DATA_SQL, null)), null, new StepEnd(null, Status.OK, Facts.of(Map.of(Field.SQL_ROWS, 5L))));
        assertThat(read(Field.RUN_ROWS_READ)).isEqualTo(5);
    }

    @Test
    void depth_ofATaskThatCameFromAnotherProcess_isThatOfItsChain() {
        Step agent = join(step(Operation.AGENT_INVOKE, step(Operation.TOOL_CALL, null).build()).fact(Field.AGENT_CHAIN, List.of("a", "b", "c")));

        assertThat(read(Field.RUN_DEPTH, step(Operation.TOOL_CALL, agent).build())).isEqualTo(3);
    }

    @Test
    void depth_withMoreStepsThanAreKnown_isNotKnown() {
        Step agent = join(step(Operation.AGENT_INVOKE, null));
        Step last = null;
        for (int i = 0; i < Nesting.MOST; i++) {
            last = join(step(Operation.MODEL_CHAT, agent));
        }

        assertThat(read(Field.RUN_DEPTH, step(Operation.TOOL_CALL, agent).build())).isEqualTo(1);
        assertThat(read(Field.RUN_DEPTH, step(Operation.DATA_HTTP, last).build())).isNull();
    }

    @Test
    void totals_areThoseOfTheOutcome_underTheirNames() {
        Step http = join(step(Operation.DATA_HTTP, null).fact(Field.HTTP_BYTES, 10L));
        assertThat(read(Field.RUN_BYTES_OUT)).as("not let through yet").isZero();
        signals.letThrough(http);
        end(join(step(Operation.MODEL_CHAT, null)), null, new StepEnd(null, Status.OK, Facts.of(Map.of(Field.MODEL_INPUT_TOKENS, 3L, Field.MODEL_COST_MICRO_USD, 4L))));
        end(join(step(Operation.DATA_SQL, null)), null, new StepEnd(null, Status.OK, Facts.of(Map.of(Field.SQL_ROWS, 5L))));

        Map<Field, Long> outcome = signals.totals().facts();
        assertThat(outcome).containsEntry(Field.OUTCOME_BYTES_OUT, 10L).containsEntry(Field.OUTCOME_INPUT_TOKENS, 3L).containsEntry(Field.OUTCOME_ROWS_READ, 5L);
        outcome.forEach((field, value) -> assertThat(read(Field.of(field.text().replace("outcome.", "run.")).orElseThrow())).as(field.text()).isEqualTo(value));
        assertThat(read(Field.RUN_OUTPUT_TOKENS)).isNull();
    }

    @Test
    void totals_ofNumbersThatAnImportMadeUp_stayBelowWhatTurnsThemNegative() {
        for (int i = 0; i < 1_000; i++) {
            signals.letThrough(step(Operation.DATA_HTTP, null).fact(Field.HTTP_BYTES, i % 2 == 0 ? Long.MAX_VALUE : Long.MIN_VALUE).build());
        }

        assertThat(read(Field.RUN_BYTES_OUT)).isGreaterThan(1L << 48);
    }

    @Test
    void tell_addsWhatIsKnownAndTheStepDoesNotCarry() {
        end(join(step(Operation.TOOL_CALL, null)), Status.ERROR);
        Step step = step(Operation.TOOL_CALL, null).fact(Field.RUN_RETRIES, 9L).build();
        List<Field> fields = List.of(Field.RUN_ERRORS, Field.RUN_RETRIES, Field.RUN_COST_MICRO_USD);

        assertThat(signals.tell(step, fields).facts().asMap()).isEqualTo(Map.of(Field.RUN_ERRORS, 1L, Field.RUN_RETRIES, 9L));
        assertThat(signals.tell(step, List.of())).isSameAs(step);
    }
}
