package dev.pathwarden.workbench.rollout;

import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.guardrail.Suggestion;
import dev.pathwarden.policies.rollout.RolloutException;
import dev.pathwarden.policies.rollout.SeenAgents;
import dev.pathwarden.workbench.text.Texts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A plan as it is asked for in the window. Behind its stages all is enforced.
 *
 * @param bundle the file that recorders follow
 * @param file where the plan is to lie
 * @param audit whether the guardrails are in audit first
 * @param days for how many; 0 for no end
 * @param then what is done when these are over
 * @param hold whether they hold what they would block before they are enforced
 * @param share in how many of a hundred runs they do
 * @param agents names or ids of the agents whose steps they do it for, with commas between them; blank for all
 * @param keys texts of the public keys whose owners have to sign, with commas between them; blank for none
 * @param recorders how many are to acknowledge; 0 where that is not known
 */
record WantedPlan(Path bundle, Path file, boolean audit, int days, Degree then, boolean hold, int share, String agents, String keys, int recorders) {

    private static final Texts TEXTS = Texts.of(WantedPlan.class);
    private static final long NANOS = 1_000_000_000L;

    /**
     * The stages, whose days are counted from then.
     *
     * @param seen the agents that can be named
     * @throws RolloutException if another is
     */
    List<Stage> stages(Instant now, SeenAgents seen) throws RolloutException {
        List<Stage> stages = new ArrayList<>();
        if (audit) {
            stages.add(days == 0 ? Stage.forAll(Degree.AUDIT) : new Stage(Degree.AUDIT, Degree.AUDIT, Set.of(), Stage.WHOLE, now.plus(Duration.ofDays(days)).getEpochSecond() * NANOS, then));
        }
        if (hold) {
            stages.add(new Stage(Degree.HOLD, Degree.AUDIT, ids(seen), share, null, Degree.HOLD));
        }
        stages.add(Stage.forAll(Degree.ENFORCE));
        return stages;
    }

    private Set<String> ids(SeenAgents seen) throws RolloutException {
        Set<String> ids = new HashSet<>();
        for (String written : agents.isBlank() ? new String[0] : agents.split(",")) {
            ids.addAll(seen.ids(written.strip()).orElseThrow(() -> new RolloutException(TEXTS.get("plan.noagent", written.strip()) + Suggestion.of(written.strip(), seen.byName().keySet()))));
        }
        return ids;
    }
}
