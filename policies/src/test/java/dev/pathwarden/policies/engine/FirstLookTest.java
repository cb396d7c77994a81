package dev.pathwarden.policies.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirstLookTest {

    private static final Step TO_ADA = Step.of(new RunId(1, 1), new StepId(1), Operation.TOOL_CALL, "send").arguments(Map.of("to", "ada")).fact(Field.TOOL_NAME, "send").build();

    @Test
    void guardrail_thatReadsTheRecordAlone_isDecidedByIt() {
        assertThat(look("step.args.to == 'ada' && step.tool.name == 'send'").isEnough()).isTrue();
        for (String onPath : List.of("'user' in labels", "run.steps > 2", "once(step.name == 'x')", "step.tool.asked == 'asks'", "'a.example' in step.target.hosts", "run.errors > 1", "provenance.size() > 0", "has(step.target.metadata)")) {
            assertThat(look("step.args.to == 'ada' && " + onPath).isEnough()).as(onPath).isFalse();
        }
    }

    @Test
    void partThatIsFalse_ofWhatAllMustHold_leavesNothingToThePath() {
        assertThat(look("'user' in labels && step.args.to == 'bo'").mayMatter(TO_ADA)).isFalse();
        assertThat(look("step.args.to == 'bo' && step.args.none == 'x' && run.steps > 2").mayMatter(TO_ADA)).as("a fault beside what is false").isFalse();
        assertThat(look("'user' in labels && step.args.to == 'ada'").mayMatter(TO_ADA)).isTrue();
        assertThat(look("'user' in labels && step.args.none == 'x'").mayMatter(TO_ADA)).as("a fault").isTrue();
    }

    @Test
    void partThatIsFalse_besideOneOnThePath_saysNothing() {
        assertThat(look("'user' in labels || step.args.to == 'bo'").mayMatter(TO_ADA)).isTrue();
        assertThat(look("!(step.args.to == 'ada') || run.steps > 2").mayMatter(TO_ADA)).isTrue();
        assertThat(look("step.args.to == 'ada' ? run.steps > 2 : false").mayMatter(TO_ADA)).isTrue();
    }

    @Test
    void coverage_isToldByTheRecord_whereNoFieldIsFoundOnThePath() {
        assertThat(look("'user' in labels && step.tool.name == 'x'").tellsCoverage()).isTrue();
        assertThat(look("step.tool.asked == 'asks' && step.tool.name == 'x'").tellsCoverage()).isFalse();
    }

    private static FirstLook look(String when) {
        return FirstLook.of(GuardrailCompiler.compile(List.of(new GuardrailSource("g.yaml", "id: g\ntitle: A title\non: [tool.call]\nwhen: \"" + when + "\"\naction: alert\n"))).bundle().guardrails().get(0));
    }
}
