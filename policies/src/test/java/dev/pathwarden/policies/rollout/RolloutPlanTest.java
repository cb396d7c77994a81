package dev.pathwarden.policies.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.RolloutParser;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RolloutPlanTest {

    private static final Stage BOUNDED = new Stage(Degree.HOLD, Degree.OFF, Set.of("0a".repeat(16), "0b".repeat(16), "0c".repeat(16)), 10, 1_790_000_000_000_000_000L, Degree.ENFORCE);
    private static final RolloutPlan PLAN = new RolloutPlan("/srv/a b/guardrails.bundle", "drafts: \"x\"", "0123456789012345", new RolloutPlan.Base("00e0000000000000", 6L), List.of("one", "on"),
            List.of(Stage.forAll(Degree.AUDIT), BOUNDED, Stage.forAll(Degree.ENFORCE)), new Signers(List.of("0a".repeat(32), "12".repeat(32)), 2), 3,
            new RolloutFigures(40, 1210, new TreeMap<>(Map.of("one", new RolloutFigures.Hits(2, 3), "on", RolloutFigures.Hits.NONE)),
                    new SeenAgents(new TreeMap<>(Map.of("yes", new TreeSet<>(Set.of("0b".repeat(16), "0c".repeat(16))), "re\u202eporter: \"x\"\n", new TreeSet<>(Set.of("0d".repeat(16))))))));

    @Test
    void text_isReadAsTheSamePlan() {
        RolloutPlan least = new RolloutPlan("b", "d", "", new RolloutPlan.Base("", null), List.of("one"), RolloutPlan.USUAL, null, 0, RolloutFigures.NONE);

        for (RolloutPlan plan : List.of(PLAN, least)) {
            RolloutParser.Parsed parsed = RolloutParser.parse(new GuardrailSource("plan.yaml", RolloutText.of(plan)));
            assertThat(parsed.problems()).isEmpty();
            assertThat(parsed.plan()).contains(plan);
        }
    }

    @Test
    void json_isAsGood() {
        assertThat(RolloutParser.parse(new GuardrailSource("plan.json", "{\"rollout\": 1, \"bundle\": \"b\", \"drafts\": \"d\", \"draft\": \"\", \"base\": {\"hash\": \"\"}, \"guardrails\": [\"one\"], "
                + "\"stages\": [{\"degree\": \"audit\"}, {\"degree\": \"hold\"}, {\"degree\": \"enforce\"}], \"rehearsed\": {\"runs\": 0, \"steps\": 0}}")).plan().orElseThrow().stages()).isEqualTo(RolloutPlan.USUAL);
    }

    @Test
    void planWithAMistake_isTold_withItsPlace() {
        assertThat(problem("{degree: audit}", "{degree: block}")).contains("plan.yaml:", "'degree' cannot be 'block'");
        assertThat(problem("{degree: audit}", "{degree: audit, share: 101}")).contains("'share' takes a whole number from 1 to 100");
        assertThat(problem("{degree: audit}", "{degree: audit, share: \"9\"}")).contains("'share' takes a whole number");
        assertThat(problem("{degree: audit}", "{degree: audit, until: tomorrow, then: off}")).contains("'until' takes an instant in UTC");
        assertThat(problem("{degree: audit}", "{degree: audit, then: off}")).contains("needs 'until'");
        assertThat(problem("{degree: audit}", "{degree: audit, until: \"2026-12-07T10:00:00Z\"}")).contains("needs 'then'");
        assertThat(problem("{degree: audit}", "{degree: enforce}")).contains("Two stages of the plan are the same");
        assertThat(problem("  - {degree: enforce}\n", "")).contains("The last stage of a plan is 'enforce'");
        assertThat(problem("[one, \"on\"]", "[]")).contains("at least one guardrail");
        assertThat(problem("{degree: audit}", "{degree: audit, agents: [\"\"]}")).contains("No agent is called ''");
        assertThat(problem("signatures: 2", "signatures: 3")).contains("no 3 signatures can be asked for");
        assertThat(problem("rollout: 1", "rollout: 2")).contains("'rollout' takes the version");
        assertThat(problem("runs: 40", "runs: 1")).contains("acted on more than there was");
    }

    /** A name stands for all ids of that name; an id for itself, also where a program has declared it as its name. */
    @Test
    void agents_areNamedOrTheirIdsAre_andNobodyElse() {
        assertThat(RolloutText.of(PLAN)).contains("agents: [\"" + "0a".repeat(16) + "\", \"yes\"]");
        assertThat(problem("\"yes\"], share", "\"yess\"], share")).contains("plan.yaml:", "No agent is called 'yess' in the rehearsed runs").contains("Did you mean 'yes'?");
        SeenAgents seen = new SeenAgents(new TreeMap<>(Map.of("0a".repeat(16), new TreeSet<>(Set.of("0f".repeat(16))), "imported", new TreeSet<>(Set.of("7")))));
        assertThat(seen.ids("0a".repeat(16))).contains(Set.of("0a".repeat(16)));
        assertThat(seen.ids("imported")).contains(Set.of("7"));
        assertThat(seen.ids("7")).contains(Set.of("7"));
        assertThat(seen.ids("8")).isEmpty();
    }

    private static String problem(String from, String to) {
        String text = RolloutText.of(PLAN);
        assertThat(text).contains(from);
        RolloutParser.Parsed parsed = RolloutParser.parse(new GuardrailSource("plan.yaml", text.replace(from, to)));
        assertThat(parsed.plan()).isEmpty();
        return parsed.problems().stream().map(Problem::toString).reduce("", (a, b) -> a + "\n" + b);
    }

    /** The examples of Newcombe (1998), table II, method 10: 56 of 70 against 48 of 80, and 9 of 10 against 3 of 10. */
    @Test
    void drift_hasTheIntervalOfNewcombe() {
        Drift first = new Drift(48, 80, 56, 70);
        assertThat(first.difference()).isCloseTo(0.2, within(1e-9));
        assertThat(first.least()).isCloseTo(0.0524, within(5e-5));
        assertThat(first.most()).isCloseTo(0.3339, within(5e-5));
        assertThat(first.hasDrifted()).isTrue();
        Drift second = new Drift(3, 10, 9, 10);
        assertThat(second.least()).isCloseTo(0.1705, within(5e-5));
        assertThat(second.most()).isCloseTo(0.8090, within(5e-5));
        assertThat(new Drift(2, 40, 3, 40).hasDrifted()).isFalse();
        assertThat(new Drift(0, 40, 0, 40).hasDrifted()).isFalse();
        assertThat(new Drift(40, 40, 20, 40).hasDrifted()).isTrue();
        assertThat(new Drift(0, 0, 1, 1).isKnown()).isFalse();
        assertThat(new Drift(0, 0, 1, 1).hasDrifted()).isFalse();
    }
}
