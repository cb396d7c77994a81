package dev.pathwarden.policies.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a bundle says of tools, swapped with the bundle in the middle of a run. */
class SwappedToolsTest {

    private static final Bundle GUARDRAILS = GuardrailCompiler.compile(List.of(new GuardrailSource("f", """
            id: destroying
            title: Destroying
            on: [tool.call]
            when: "'destroys' in step.tool.effects"
            action: block
            ---
            id: tainted
            title: Tainted
            on: [tool.call]
            when: "'marked' in labels && step.name == 'last'"
            action: alert
            """))).bundle();
    private static final Bundle FROB_DESTROYS = GUARDRAILS.withTools(List.of(new ToolEntry("frob", Set.of(ToolEffect.DESTROYS), Map.of(), Set.of()), new ToolEntry("nix", Set.of(ToolEffect.READS), Map.of(), Set.of())));
    private static final Bundle NIX_DESTROYS = GUARDRAILS.withTools(List.of(new ToolEntry("nix", Set.of(ToolEffect.DESTROYS), Map.of(), Set.of()), new ToolEntry("frob", Set.of(ToolEffect.READS), Map.of(), Set.of("marked"))));

    private final PolicyEngine first = new PolicyEngine(FROB_DESTROYS, null);
    private final PolicyEngine second = new PolicyEngine(NIX_DESTROYS, null);
    private final AtomicReference<PolicyEngine> inForce = new AtomicReference<>(first);
    private final LiveRun live = new LiveRun(inForce::get, 1);

    private Step call(String tool) {
        return live.decide(1, Step.of(live.id, live.newId(), Operation.TOOL_CALL, tool), null);
    }

    private List<String> decided(Step step) {
        return live.judged(step.id()).decision().verdicts().stream().map(Verdict::guardrail).toList();
    }

    @Test
    void aStep_isDecidedOnWhatItsBundleSaysOfTools_andAnEndOnTheLatestWord() {
        Step early = call("frob");
        assertThat(decided(early)).containsExactly("destroying");
        assertThat(decided(call("nix"))).isEmpty();
        assertThat(decided(call("delete_all"))).as("by its name").containsExactly("destroying");
        Step before = call("last");

        inForce.set(second);

        assertThat(decided(call("frob"))).isEmpty();
        assertThat(decided(call("nix"))).containsExactly("destroying");
        live.end(1, early, "x");
        assertThat(decided(before)).isEmpty();
        assertThat(decided(call("last"))).containsExactly("tainted");
        assertSameAsLive();
    }

    @Test
    void swaps_whileThreadsGoOn_leaveEachStepWithOneBundle_andARehearsalSaysTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                work.add(() -> {
                    for (int i = 0; i < 100; i++) {
                        live.end(1, call(i % 3 == 0 ? "frob" : i % 3 == 1 ? "nix" : "last"), "x");
                    }
                    return null;
                });
            }
            work.add(() -> {
                for (int i = 0; i < 400; i++) {
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
        // At least a step under each, whatever the threads did.
        inForce.set(first);
        call("frob");
        inForce.set(second);
        call("nix");

        for (RecordedStep step : live.recorded().steps()) {
            Bundle by = step.decision().bundle().equals(FROB_DESTROYS.hash()) ? FROB_DESTROYS : NIX_DESTROYS;
            String effect = by.tools().stream().filter(tool -> tool.name().equals(step.step().name())).map(tool -> tool.effects().iterator().next().text()).findFirst().orElse(null);
            assertThat(step.decision().bundle()).isEqualTo(by.hash());
            assertThat(step.step().facts().get(Field.TOOL_EFFECTS)).isEqualTo(effect == null ? null : List.of(effect));
            assertThat(step.decision().verdicts().stream().anyMatch(verdict -> verdict.guardrail().equals("destroying"))).isEqualTo("destroys".equals(effect));
        }
        assertSameAsLive();
    }

    @Test
    void wholePath_readsWhatItsOwnBundleSaysOfTools_andAsLiveWhatWasFoundThen() {
        call("frob");
        call("nix");
        RecordedRun run = live.recorded();

        assertThat(new DryRun(NIX_DESTROYS, DryRunMode.WHOLE_PATH).dryRun(run).decisions()).extracting(DryRunDecision::name).containsExactly("nix");
        assertThat(new DryRun(NIX_DESTROYS, DryRunMode.AS_LIVE).dryRun(run).decisions()).extracting(DryRunDecision::name).containsExactly("frob");
        assertThat(new DryRun(GUARDRAILS, DryRunMode.WHOLE_PATH).dryRun(run).decisions()).isEmpty();
    }

    private void assertSameAsLive() {
        RecordedRun run = live.recorded();
        RunDryRun again = new SwappedDryRun(List.of(FROB_DESTROYS, NIX_DESTROYS)).report(run).runs().get(0);
        assertThat(again.notEvaluated().stream().map(skip -> skip.guardrail() + skip.reason())).containsExactlyElementsOf(
                run.steps().stream().flatMap(step -> step.decision().notEvaluated().stream()).map(skip -> skip.guardrail() + skip.reason()).toList());
        assertThat(again.decisions()).isNotEmpty().extracting(DryRunDecision::verdict).containsExactlyElementsOf(run.steps().stream().flatMap(step -> step.decision().verdicts().stream()).toList());
    }
}
