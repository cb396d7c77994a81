package dev.pathwarden.policies.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Expr;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.SampleGuardrails;
import dev.pathwarden.policies.engine.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bundles of a roll-out, on what other roll-outs left. */
class StagedBundlesTest {

    /** Else to roll one guardrail out would only record again what all those before it came to enforce, since the texts of most say audit. */
    @Test
    void whatAnEarlierRolloutEnforced_staysEnforced_withTheLastStageOfALaterOne() {
        Bundle first = Bundle.of(List.of(written("one", 1), written("other", 1)));
        Bundle afterFirst = last(Bundle.NONE, first, List.of("one"));
        assertThat(modes(afterFirst)).containsExactly("one ENFORCE", "other AUDIT");
        Bundle second = Bundle.of(List.of(written("one", 1), written("other", 1), written("two", 1)));

        assertThat(StagedBundles.changed(afterFirst, second)).containsExactly("two");
        assertThat(modes(last(afterFirst, second, List.of("two")))).containsExactly("one ENFORCE", "other AUDIT", "two ENFORCE");
    }

    @Test
    void whatIsWrittenAnew_hasTheModeThatIsWritten_whereItGoesThroughNoStage() {
        Bundle deployed = last(Bundle.NONE, Bundle.of(List.of(written("one", 1))), List.of("one"));
        Bundle draft = Bundle.of(List.of(written("one", 2), written("two", 1)));

        assertThat(modes(last(deployed, draft, List.of("two")))).containsExactly("one AUDIT", "two ENFORCE");
    }

    @Test
    void planOntoAStageOfAnother_findsAnotherName() {
        Bundle deployed = Bundle.of(List.of(written("one", 1), written("one.next", 2).withStage(Stage.forAll(Degree.AUDIT))));
        Bundle draft = Bundle.of(List.of(written("one", 3), written("one.next2", 1)));
        StagedBundles stages = stages(deployed, draft, List.of("one", "one.next2"));

        assertThat(stages.stages().get(0).guardrails()).extracting(Guardrail::id).containsExactly("one", "one.next", "one.next3", "one.next2");
        assertThat(stages.id("one", 0)).isEqualTo("one.next3");
        assertThat(stages.id("one", 2)).isEqualTo("one");
    }

    private static Bundle last(Bundle base, Bundle draft, List<String> guardrails) {
        List<Bundle> stages = stages(base, draft, guardrails).stages();
        return stages.get(stages.size() - 1);
    }

    private static StagedBundles stages(Bundle base, Bundle draft, List<String> guardrails) {
        return new StagedBundles(new RolloutPlan("b", "d", draft.hash(), new RolloutPlan.Base(base.hash(), null), guardrails, RolloutPlan.USUAL, null, 0, RolloutFigures.NONE), base, draft);
    }

    private static List<String> modes(Bundle bundle) {
        return bundle.guardrails().stream().map(guardrail -> guardrail.id() + " " + guardrail.mode()).toList();
    }

    private static Guardrail written(String id, int version) {
        Guardrail sample = SampleGuardrails.guardrail(id, Operation.TOOL_CALL, new Expr.Literal(true), Action.BLOCK);
        return new Guardrail(id, "version " + version, sample.title(), sample.severity(), sample.tags(), sample.operations(), sample.lets(), sample.when(), sample.action(), Mode.AUDIT, sample.onFault(), sample.message());
    }
}
