package dev.pathwarden.policies.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Judged;
import dev.pathwarden.policies.engine.Op;
import dev.pathwarden.policies.engine.PathVariable;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.engine.RunGuard;
import dev.pathwarden.policies.engine.SampleGuardrails;
import dev.pathwarden.policies.engine.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What guardrails came to, in a rehearsal and since. */
class FigureCountTest {

    private static final Stage TENTH = new Stage(Degree.HOLD, Degree.OFF, Set.of(), 10, null, Degree.HOLD);
    private static final Guardrail DEPLOYED = stops("mail", "never");
    private static final Bundle BASE = Bundle.of(List.of(DEPLOYED));
    private static final Bundle DRAFT = Bundle.of(List.of(stops("mail", "send"), stops("fresh", "delete")));
    private static final RolloutPlan PLAN = new RolloutPlan("b", "d", DRAFT.hash(), new RolloutPlan.Base(BASE.hash(), null), List.of("mail", "fresh"),
            List.of(Stage.forAll(Degree.AUDIT), TENTH, Stage.forAll(Degree.ENFORCE)), null, 0, RolloutFigures.NONE);
    private static final StagedBundles STAGES = new StagedBundles(PLAN, BASE, DRAFT);

    @Test
    void rehearsed_countsStepsAndRuns() {
        FigureCount count = new FigureCount(PLAN.guardrails());
        DryRun dryRun = new DryRun(DRAFT, DryRunMode.WHOLE_PATH);
        count.rehearse(dryRun, run(1, BASE, "send", "send", "read"));
        count.rehearse(dryRun, run(2, BASE, "read", "delete"));

        assertThat(count.figures().runs()).isEqualTo(2);
        assertThat(count.figures().steps()).isEqualTo(5);
        assertThat(count.figures().of("mail")).isEqualTo(new RolloutFigures.Hits(1, 2));
        assertThat(count.figures().of("fresh")).isEqualTo(new RolloutFigures.Hits(1, 1));
    }

    /** The one that changes is called otherwise until the last stage; what was decided under anything else does not count. */
    @Test
    void recorded_countsWhatWasDecidedUnderAStage_underWhateverName() {
        FigureCount count = new FigureCount(PLAN.guardrails());
        for (Bundle bundle : List.of(STAGES.stages().get(0), STAGES.stages().get(2))) {
            count.recorded(STAGES, PLAN, run(1, bundle, "send", "read", "delete"));
        }
        count.recorded(STAGES, PLAN, run(2, BASE, "send", "never"));

        assertThat(STAGES.stages().get(0).guardrails()).extracting(Guardrail::id).containsExactly("mail", "mail.next", "fresh");
        assertThat(count.figures().runs()).isEqualTo(2);
        assertThat(count.figures().steps()).isEqualTo(6);
        assertThat(count.figures().of("mail")).isEqualTo(new RolloutFigures.Hits(2, 2));
        assertThat(count.figures().of("fresh")).isEqualTo(new RolloutFigures.Hits(2, 2));
    }

    /** In nine of ten runs nobody asked: they say nothing of how often it would act. */
    @Test
    void recorded_leavesOutRunsInWhichTheGuardrailWasNotAsked() {
        FigureCount count = new FigureCount(PLAN.guardrails());
        int covered = 0;
        for (int id = 1; id <= 200; id++) {
            covered += TENTH.covers(new RunId(1, id)) ? 1 : 0;
            count.recorded(STAGES, PLAN, run(id, STAGES.stages().get(1), "send"));
        }

        assertThat(covered).isBetween(5, 40);
        assertThat(count.figures().runs()).isEqualTo(covered);
        assertThat(count.figures().of("mail")).isEqualTo(new RolloutFigures.Hits(covered, covered));
        assertThat(Drift.of("mail", new RolloutFigures(40, 400, new java.util.TreeMap<>(Map.of("mail", new RolloutFigures.Hits(2, 2))), SeenAgents.NONE), count.figures()).hasDrifted()).isTrue();
    }

    private static RecordedRun run(long id, Bundle bundle, String... names) {
        RunId run = new RunId(1, id);
        PolicyEngine engine = new PolicyEngine(bundle, null);
        RunGuard guard = new RunGuard(run, () -> engine);
        List<RecordedStep> steps = new ArrayList<>();
        for (String name : names) {
            Judged judged = guard.decide(Step.of(run, new StepId(steps.size() + 1), Operation.TOOL_CALL, name).pid(1L), null);
            steps.add(new RecordedStep(judged.step(), judged.decision(), null, steps.size(), -1));
        }
        return new RecordedRun(new Run(run, null, null, null, Status.OK, null, null, Map.of()), steps, List.of());
    }

    private static Guardrail stops(String id, String name) {
        return SampleGuardrails.guardrail(id, Operation.TOOL_CALL, new Expr.Call(Op.EQUAL, List.of(new Expr.VariableRead(PathVariable.STEP_NAME), new Expr.Literal(name))), Action.BLOCK);
    }
}
