package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.dryrun.CostSamples;
import dev.pathwarden.policies.dryrun.GuardrailCost;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * About what guardrails cost, as a rehearsal measured it. Immutable.
 *
 * @param before by id, those of the set that is compared with; none where that is the record
 * @param now by id, those of the rehearsed set
 */
public record Costs(Map<String, GuardrailCost> before, Map<String, GuardrailCost> now) {

    /** Nothing was measured. */
    public static final Costs NONE = new Costs(Map.of(), Map.of());

    public Costs {
        before = Map.copyOf(before);
        now = Map.copyOf(now);
    }

    /** What the guardrail of that id costs: that of the rehearsed set, or that of the other where only that has it; empty where it was not measured. */
    public Optional<GuardrailCost> of(String guardrail) {
        return Optional.ofNullable(now.getOrDefault(guardrail, before.get(guardrail)));
    }

    /** Measures both sets while a rehearsal goes on. For one thread. */
    static final class Count {
        private final CostSamples before = new CostSamples();
        private final CostSamples now = new CostSamples();

        CostSamples before() {
            return before;
        }

        CostSamples now() {
            return now;
        }

        /** Whether more is to be measured on that run. */
        boolean wants(RecordedRun run) {
            return now.wants(run.steps().size());
        }

        Costs costs() {
            return new Costs(byGuardrail(before.costs()), byGuardrail(now.costs()));
        }

        private static Map<String, GuardrailCost> byGuardrail(List<GuardrailCost> costs) {
            return costs.stream().collect(Collectors.toMap(GuardrailCost::guardrail, Function.identity()));
        }
    }
}
