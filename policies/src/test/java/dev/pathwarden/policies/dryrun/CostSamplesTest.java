package dev.pathwarden.policies.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CostSamplesTest {

    private static final String QUICK = "id: quick\ntitle: A title\non: [data.sql]\nwhen: step.sql.writes\naction: block\n";
    private static final String SLOW = "id: slow\ntitle: A title\non: [data.sql]\nwhen: step.sql.tables.exists(a, step.sql.tables.exists(b, a + b == 'none'))\naction: block\n";
    private static final String ELSEWHERE = "id: elsewhere\ntitle: A title\non: [data.http]\nwhen: 'true'\naction: block\n";
    private static final String PAST = "id: past\ntitle: A title\non: [data.sql]\nwhen: count(step.sql.writes) > 100\naction: alert\n";

    private static final Bundle BUNDLE = GuardrailCompiler.compile(List.of(new GuardrailSource("a.yaml", QUICK), new GuardrailSource("b.yaml", SLOW), new GuardrailSource("c.yaml", ELSEWHERE), new GuardrailSource("d.yaml", PAST))).bundle();

    private static RecordedRun run(int steps) {
        RunId id = new RunId(7, 1);
        List<String> tables = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            tables.add("t" + i);
        }
        List<RecordedStep> recorded = new ArrayList<>();
        for (int i = 0; i < steps; i++) {
            recorded.add(new RecordedStep(Step.of(id, new StepId(i + 1), Operation.DATA_SQL, "query").fact(Field.SQL_WRITES, i % 2 == 0).fact(Field.SQL_TABLES, tables).build(), null, null, i, -1));
        }
        return new RecordedRun(new Run(id, null, null, null, Status.OK, null, null, Map.of()), recorded, List.of());
    }

    private static Map<String, GuardrailCost> costs(CostSamples samples) {
        return samples.costs().stream().collect(Collectors.toMap(GuardrailCost::guardrail, cost -> cost));
    }

    @Test
    void sample_isOfTheFirstSteps_andThenOfOneInSixteen() {
        CostSamples samples = new CostSamples();

        new DryRun(BUNDLE, DryRunMode.WHOLE_PATH).report(run(64 + 160), samples);

        assertThat(costs(samples)).containsOnlyKeys("quick", "slow", "past").allSatisfy((id, cost) -> assertThat(cost.samples()).isEqualTo(64 + 10));
    }

    @Test
    void guardrail_thatGoesThroughMore_costsMore_andSharesAddUp() {
        CostSamples samples = new CostSamples();

        new DryRun(BUNDLE, DryRunMode.WHOLE_PATH).report(run(500), samples);

        Map<String, GuardrailCost> costs = costs(samples);
        assertThat(costs.get("slow").medianNanos()).as("1,600 comparisons beside one field").isGreaterThan(costs.get("quick").medianNanos());
        assertThat(costs.get("slow").share()).isGreaterThan(0.5);
        assertThat(costs.values().stream().mapToDouble(GuardrailCost::share).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    void measuring_changesNothingOfWhatIsSaid() {
        RecordedRun run = run(300);
        for (DryRunMode mode : DryRunMode.values()) {
            DryRun dryRun = new DryRun(BUNDLE, mode);
            assertThat(dryRun.report(run, new CostSamples())).isEqualTo(dryRun.report(run));
        }
        DryRun dryRun = new DryRun(BUNDLE, DryRunMode.WHOLE_PATH);
        assertThat(dryRun.report(dryRun.see(run), new CostSamples())).isEqualTo(dryRun.report(run));
    }

    @Test
    void samples_thatAreMoreThanAreKept_areCountedAll() {
        CostSamples samples = new CostSamples();
        DryRun dryRun = new DryRun(BUNDLE, DryRunMode.WHOLE_PATH);
        SeenRun seen = dryRun.see(run(1_600));

        for (int i = 0; i < 30; i++) {
            dryRun.report(seen, samples);
        }

        assertThat(costs(samples).get("quick").samples()).isEqualTo(64 + (30 * 1_600 - 64) / 16);
    }
}
