package dev.pathwarden.policies.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
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
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.Aftermath.Hanging;
import dev.pathwarden.policies.dryrun.Aftermath.Tie;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AftermathTest {

    private static final RunId RUN = new RunId(1, 2);
    private static final Bundle STOP_BAD = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml",
            "id: bad\ntitle: T\non: [tool.call, data.sql]\nwhen: step.name == 'bad'\naction: block\n"))).bundle();

    @Test
    void aftermath_ofAStop_tellsWhatItCausedFromWhatItsResultFedAndWhatOnlyCameLater() {
        List<RecordedStep> steps = List.of(
                decided(Step.of(RUN, id(1), Operation.AGENT_INVOKE, "agent"), 0, Status.OK),
                decided(Step.of(RUN, id(2), Operation.TOOL_CALL, "bad").parent(id(1)), 1, Status.OK),
                decided(Step.of(RUN, id(3), Operation.DATA_SQL, "inside").parent(id(2)), 2, Status.OK),
                decided(Step.of(RUN, id(4), Operation.MODEL_CHAT, "answer").parent(id(1)).link(new Link(id(2), LinkKind.COPIED, "messages[2]")), 3, Status.OK),
                decided(Step.of(RUN, id(5), Operation.TOOL_CALL, "next").parent(id(1)).link(Link.to(id(4), LinkKind.DECIDED_BY)), 4, Status.OK),
                decided(Step.of(RUN, id(6), Operation.TOOL_CALL, "unrelated").parent(id(1)), 5, Status.OK));

        Aftermath aftermath = asLive(steps).aftermath();

        assertThat(aftermath.stops()).containsExactly(id(2));
        assertThat(aftermath.hanging()).containsExactly(new Hanging(id(3), Operation.DATA_SQL, 0, "inside", Tie.CAUSED, id(2)), new Hanging(id(4), Operation.MODEL_CHAT, 0, "answer", Tie.FED, id(2)),
                new Hanging(id(5), Operation.TOOL_CALL, 1, "next", Tie.FED, id(2)));
        assertThat(aftermath.later()).isEqualTo(1);
        assertThat(aftermath.count(Tie.FED)).isEqualTo(2);
    }

    @Test
    void aftermath_ofAStopThatTheRecordHasToo_isNone() {
        RecordedStep blocked = decided(Step.of(RUN, id(1), Operation.TOOL_CALL, "bad"), 0, Status.BLOCKED);
        RecordedStep after = decided(Step.of(RUN, id(2), Operation.TOOL_CALL, "next").link(Link.to(id(1), LinkKind.DECIDED_BY)), 1, Status.OK);

        assertThat(asLive(List.of(blocked, after)).decisions()).hasSize(1);
        assertThat(asLive(List.of(blocked, after)).aftermath()).isEqualTo(Aftermath.NONE);
    }

    @Test
    void aftermath_ofAHoldThatSomebodyApproved_followsABlockAndNoHold() {
        Bundle hold = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", "id: bad\ntitle: T\non: [tool.call]\nwhen: step.name == 'bad'\naction: hold\n"))).bundle();
        Verdict held = new Verdict("bad", "1", Action.HOLD, Mode.ENFORCE, "m", List.of());
        RecordedStep approved = new RecordedStep(Step.of(RUN, id(1), Operation.TOOL_CALL, "bad").pid(1L).build(), new Decision(1, null, "b", null, Set.of(), List.of(held), List.of()),
                new Outcome(2, 1L, Status.OK, null, null, Facts.NONE, Set.of()), 0, 1);
        RecordedStep inside = decided(Step.of(RUN, id(2), Operation.DATA_SQL, "x").parent(id(1)), 1, Status.OK);

        assertThat(new DryRun(hold, DryRunMode.AS_LIVE).dryRun(run(List.of(approved, inside))).aftermath()).isEqualTo(Aftermath.NONE);
        assertThat(new DryRun(STOP_BAD, DryRunMode.AS_LIVE).dryRun(run(List.of(approved, inside))).aftermath().hanging()).hasSize(1);
    }

    @Test
    void aftermath_onTheWholePath_findsAnewWhereValuesCameFrom() {
        Outcome customers = new Outcome(0, null, Status.OK, null, "mail: ann@example.com", Facts.NONE, Set.of());
        RecordedStep read = new RecordedStep(Step.of(RUN, id(1), Operation.DATA_SQL, "bad").build(), null, customers, 0, 1);
        RecordedStep send = new RecordedStep(Step.of(RUN, id(2), Operation.TOOL_CALL, "send").arguments(Map.of("to", "ann@example.com")).build(), null, null, 2, -1);

        assertThat(new DryRun(STOP_BAD, DryRunMode.WHOLE_PATH).dryRun(run(List.of(read, send))).aftermath().hanging())
                .containsExactly(new Hanging(id(2), Operation.TOOL_CALL, 0, "send", Tie.FED, id(1)));
    }

    /** Compared with what the words mean: a step hangs on a stop if some way leads from one to the other, and was caused if one does without a value's link. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aftermath_ofRandomRuns_isWhatCanBeReachedFromTheStops(long seed) {
        Random random = new Random(seed);
        int hanging = 0;
        for (int round = 0; round < 60; round++) {
            List<RecordedStep> steps = new ArrayList<>();
            int count = 2 + random.nextInt(25);
            for (int i = 1; i <= count; i++) {
                Step.Builder step = Step.of(RUN, id(i), random.nextBoolean() ? Operation.TOOL_CALL : Operation.DATA_SQL, random.nextInt(5) == 0 ? "bad" : "good");
                // Now and then a parent or a link that was not recorded, or comes later.
                step.parent(random.nextInt(3) == 0 ? id(1 + random.nextInt(count + 2)) : null);
                for (int links = random.nextInt(3); links > 0; links--) {
                    LinkKind kind = LinkKind.values()[random.nextInt(LinkKind.values().length)];
                    step.link(new Link(id(1 + random.nextInt(count + 2)), kind, kind.causal() ? "" : "to"));
                }
                steps.add(decided(step, i, random.nextInt(6) == 0 ? Status.BLOCKED : Status.OK));
            }

            Aftermath aftermath = asLive(steps).aftermath();

            Map<StepId, Tie> expected = new HashMap<>();
            Set<StepId> stops = new HashSet<>();
            boolean behind = false;
            long later = 0;
            for (RecordedStep step : steps) {
                boolean stopped = step.step().name().equals("bad") && step.status() != Status.BLOCKED;
                Tie tie = reaches(step, steps, stops, true) ? Tie.CAUSED : reaches(step, steps, stops, false) ? Tie.FED : null;
                if (tie != null) {
                    expected.put(step.id(), tie);
                } else {
                    later += behind ? 1 : 0;
                    if (stopped) {
                        stops.add(step.id());
                        behind = true;
                    }
                }
            }
            Map<StepId, Tie> found = new HashMap<>();
            aftermath.hanging().forEach(one -> found.put(one.step(), one.tie()));
            assertThat(found).isEqualTo(expected);
            assertThat(new HashSet<>(aftermath.stops())).isEqualTo(stops);
            assertThat(aftermath.later()).isEqualTo(later);
            hanging += expected.size();
        }
        assertThat(hanging).isPositive();
    }

    private static boolean reaches(RecordedStep step, List<RecordedStep> steps, Set<StepId> stops, boolean causalOnly) {
        List<StepId> before = new ArrayList<>();
        if (step.step().parent() != null) {
            before.add(step.step().parent());
        }
        step.step().links().stream().filter(link -> link.kind().causal() || !causalOnly).forEach(link -> before.add(link.step()));
        for (StepId id : before) {
            RecordedStep source = steps.stream().filter(one -> one.id().equals(id) && one.decidedAt() < step.decidedAt()).findFirst().orElse(null);
            if (source != null && (stops.contains(id) || reaches(source, steps, stops, causalOnly))) {
                return true;
            }
        }
        return false;
    }

    @Test
    void unevaluated_ofSeveralRuns_isCountedByGuardrailAndReasonTheMostFrequentFirst() {
        Bundle bundle = GuardrailCompiler.compile(List.of(new GuardrailSource("f.yaml", "id: a\ntitle: T\non: [data.sql]\nwhen: step.sql.writes\naction: block\n---\n"
                + "id: b\ntitle: T\non: [data.sql, tool.call]\nwhen: step.args.to == 'x'\naction: block\n"))).bundle();
        DryRun dryRun = new DryRun(bundle, DryRunMode.WHOLE_PATH);
        RecordedRun one = run(List.of(decided(Step.of(RUN, id(1), Operation.DATA_SQL, "x"), 0, Status.OK), decided(Step.of(RUN, id(2), Operation.TOOL_CALL, "y"), 1, Status.OK)));
        RecordedRun other = run(List.of(decided(Step.of(RUN, id(1), Operation.TOOL_CALL, "x"), 0, Status.OK)));

        assertThat(DryRunReports.merge(List.of(dryRun.report(one), dryRun.report(other))).unevaluated()).containsExactly(
                new DryRunReport.Unevaluated("b", "there is no 'to'; ask has(step.args.to) first", 3, 2), new DryRunReport.Unevaluated("a", "step.sql.writes was not recorded; ask has(step.sql.writes) first", 1, 1));
    }

    private static RunDryRun asLive(List<RecordedStep> steps) {
        return new DryRun(STOP_BAD, DryRunMode.AS_LIVE).dryRun(run(steps));
    }

    private static RecordedStep decided(Step.Builder step, int place, Status status) {
        return new RecordedStep(step.pid(1L).build(), new Decision(place + 1, null, "other", null, Set.of(), List.of(), List.of()), new Outcome(100 + place, 1L, status, null, null, Facts.NONE, Set.of()), place, -1);
    }

    private static RecordedRun run(List<RecordedStep> steps) {
        return new RecordedRun(new Run(RUN, null, null, null, Status.OK, null, null, Map.of()), steps, List.of());
    }

    private static StepId id(long number) {
        return new StepId(number);
    }
}
