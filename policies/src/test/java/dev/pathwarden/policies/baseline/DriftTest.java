package dev.pathwarden.policies.baseline;

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
import dev.pathwarden.policies.novelty.TraitKind;
import dev.pathwarden.policies.novelty.Volume;
import dev.pathwarden.policies.tool.ToolCatalogue;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftTest {

    private long number;

    private RecordedRun run(Step.Builder... steps) {
        RunId id = new RunId(1, ++number);
        List<RecordedStep> recorded = new ArrayList<>();
        for (Step.Builder step : steps) {
            Step built = step.build();
            recorded.add(new RecordedStep(Step.of(id, built.id(), built.operation(), built.name()).agent(built.agent()).arguments(built.arguments()).build(), null, null, recorded.size(), -1));
        }
        return new RecordedRun(new Run(id, "desk", "Desk", null, Status.OK, null, null, Map.of()), recorded, List.of());
    }

    private Step.Builder call(String agent, String tool, Map<String, Object> arguments) {
        return Step.of(new RunId(1, 1), new StepId(++number), Operation.TOOL_CALL, tool).agent(agent).arguments(arguments);
    }

    private static Drift drift(Baseline baseline, ToolCatalogue tools, RecordedRun... runs) {
        Drift drift = new Drift(baseline, tools);
        for (RecordedRun run : runs) {
            drift.add(run);
        }
        return drift;
    }

    private static Baseline learn(RecordedRun... runs) {
        Learning learning = new Learning();
        for (RecordedRun run : runs) {
            learning.add(run);
        }
        return learning.baseline();
    }

    private static final ToolCatalogue NAMES = new ToolCatalogue(List.of());

    @Test
    void whatTellsMost_comesFirst_eachWithTheStepThatShowedItFirst() {
        RecordedRun normal = run(call("desk", "read_file", Map.of("path", "a.txt")), call("desk", "list_files", Map.of()));
        RecordedRun other = run(call("desk", "read_file", Map.of("path", "see https and so on")), call("desk", "read_note", Map.of("id", 1L)), call("desk", "send_mail", Map.of("to", "a@b.example")),
                call("desk", "send_mail", Map.of("to", "a@b.example")));

        AgentDrift agent = drift(learn(normal), NAMES, normal, other, other).agents().get(0);

        assertThat(agent.traits()).extracting(found -> found.trait().kind() + " " + found.trait().words()).containsExactly("tool [, send_mail]", "tool [, read_note]", "shape [, read_file, path, text]");
        assertThat(agent.traits().get(0).effects()).contains(ToolEffect.SENDS);
        assertThat(agent.traits().get(0).seen()).isEqualTo(new Seen(2, 4));
        assertThat(agent.traits().get(0).first().step()).isEqualTo(other.steps().get(2).id());
        assertThat(agent.volumes()).extracting(NewVolume::volume).containsExactly(Volume.STEPS, Volume.CALLS);
        assertThat(agent.volumes().get(0).first().step()).isEqualTo(other.steps().get(2).id());
        assertThat(agent.volumes().get(0)).satisfies(volume -> assertThat(List.of(volume.most(), volume.came(), volume.runs())).containsExactly(2L, 4L, 2L));
    }

    @Test
    void whatACatalogueSaysOfTools_decidesWhatTellsMost() {
        ToolCatalogue tools = new ToolCatalogue(List.of(new ToolEntry("zap", Set.of(ToolEffect.DESTROYS), Map.of(), Set.of())));

        AgentDrift agent = drift(learn(run(call("desk", "a", Map.of()))), tools, run(call("desk", "get_x", Map.of()), call("desk", "zap", Map.of()))).agents().get(0);

        assertThat(agent.traits()).extracting(found -> found.trait().word(1)).containsExactly("zap", "get_x");
    }

    @Test
    void runsThatWereLearntFrom_showNothingNew() {
        RandomRuns random = new RandomRuns(3, 6);
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            runs.add(random.run(80));
        }
        RecordedRun[] all = runs.toArray(RecordedRun[]::new);

        assertThat(drift(learn(all), NAMES, all).agents()).isNotEmpty().noneMatch(agent -> !agent.traits().isEmpty() || !agent.known());
    }

    @Test
    void anAgentThatIsNotInTheBaseline_isSaidToBeSo_andNoneOfItsStepsIsListed() {
        List<AgentDrift> agents = drift(learn(run(call("desk", "a", Map.of()))), NAMES, run(call("desk", "a", Map.of()), call("rogue", "b", Map.of()), call(null, "c", Map.of()))).agents();

        assertThat(agents).extracting(agent -> agent.agent() + " " + agent.known() + " " + agent.traits().size()).containsExactly(" false 0", "rogue false 0", "desk true 0");
        assertThat(agents.get(1).first().name()).isEqualTo("b");
    }

    @Test
    void whereTheBaselineHoldsOnlyAPart_nothingIsCalledNew_andThatIsSaid() {
        List<RecordedRun> many = new ArrayList<>();
        for (int i = 0; i <= TraitKind.TOOL.most(); i++) {
            many.add(run(call("desk", "t" + i, Map.of())));
        }

        AgentDrift agent = drift(learn(many.toArray(RecordedRun[]::new)), NAMES, run(call("desk", "zzz", Map.of()))).agents().get(0);

        assertThat(agent.traits()).noneMatch(found -> found.trait().kind() == TraitKind.TOOL);
        assertThat(agent.untold()).contains("tool");
    }

    @Test
    void aKindWithTooMuchThatIsNew_isCut_andThatIsSaid() {
        List<Step.Builder> calls = new ArrayList<>();
        for (int i = 0; i <= Drift.MOST; i++) {
            calls.add(call("desk", "t" + i, Map.of()));
        }

        Drift drift = drift(learn(run(call("desk", "a", Map.of()))), NAMES, run(calls.toArray(Step.Builder[]::new)));

        assertThat(drift.agents().get(0).traits()).hasSize(Drift.MOST);
        assertThat(drift.cut()).isTrue();
    }

    @Test
    void hostsInTheArgumentsOfAnImportedStep_areFound() {
        RecordedRun normal = run(call("desk", "fetch", Map.of("url", "https://a.example/x")));
        AgentDrift agent = drift(learn(normal), NAMES, run(call("desk", "fetch", Map.of("url", "https://b.example/x")))).agents().get(0);

        assertThat(normal.steps().get(0).step().facts().get(Field.TARGET_HOSTS)).isNull();
        assertThat(agent.traits()).extracting(found -> found.trait().kind() + " " + found.trait().words()).containsExactly("host [b.example]");
    }
}
