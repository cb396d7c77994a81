package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.step.Mode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The bundles that a roll-out goes through.
 *
 * <p>Until the last stage all that was deployed stays in force as it was, and the new guardrails stand beside it: to try another text of a guardrail takes nothing away from the one that protects now.
 * One that changes is called {@code ID.next} meanwhile. With the last stage the draft is all there is.
 */
public final class StagedBundles {

    /** What stands behind the id of a guardrail that is rolled out beside the one it is to replace. */
    public static final String NEXT = ".next";

    private final Bundle base;
    private final Bundle draft;
    private final RolloutPlan plan;
    private final List<Bundle> stages = new ArrayList<>();

    /**
     * The bundles of a plan.
     *
     * @param base what was deployed when it was made
     * @param draft what is rolled out
     */
    public StagedBundles(RolloutPlan plan, Bundle base, Bundle draft) {
        this.base = base;
        this.draft = draft;
        this.plan = plan;
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            stages.add(stage == plan.stages().size() - 1 ? last() : before(stage));
        }
    }

    /** Ids of the guardrails of a draft that are not in what is deployed, or not so. */
    public static List<String> changed(Bundle base, Bundle draft) {
        Map<String, Guardrail> before = new HashMap<>();
        base.guardrails().forEach(guardrail -> before.put(guardrail.id(), guardrail));
        return draft.guardrails().stream().filter(guardrail -> !isSame(guardrail, before.get(guardrail.id()))).map(Guardrail::id).toList();
    }

    /** Whether it says the same; one that went through a plan is enforced, whatever its text says. */
    private static boolean isSame(Guardrail drafted, Guardrail deployed) {
        return deployed != null && deployed.stage() == null && drafted.version().equals(deployed.version()) && drafted.action() == deployed.action();
    }

    /** Ids of the guardrails that are deployed and not in a draft: they go with the last stage. */
    public static List<String> removed(Bundle base, Bundle draft) {
        Set<String> after = new HashSet<>();
        draft.guardrails().forEach(guardrail -> after.add(guardrail.id()));
        return base.guardrails().stream().map(Guardrail::id).filter(id -> !after.contains(id)).toList();
    }

    /** What was deployed when the plan was made. */
    public Bundle base() {
        return base;
    }

    /** The bundle of each stage. */
    public List<Bundle> stages() {
        return List.copyOf(stages);
    }

    /** The stage whose bundle has that hash; {@link Rollout#NOWHERE} for none. */
    public int stageOf(String hash) {
        for (int stage = 0; stage < stages.size(); stage++) {
            if (stages.get(stage).hash().equals(hash)) {
                return stage;
            }
        }
        return Rollout.NOWHERE;
    }

    /** What a guardrail of the plan is called in the bundle of that stage. */
    public String id(String guardrail, int stage) {
        boolean beside = stage < plan.stages().size() - 1 && base.guardrails().stream().anyMatch(deployed -> deployed.id().equals(guardrail));
        return beside ? guardrail + NEXT : guardrail;
    }

    private Bundle last() {
        Set<String> staged = new HashSet<>(plan.guardrails());
        return withParts(draft.guardrails().stream().map(guardrail -> staged.contains(guardrail.id()) ? guardrail.withMode(Mode.ENFORCE) : guardrail).toList());
    }

    private Bundle before(int stage) {
        List<Guardrail> guardrails = new ArrayList<>(base.guardrails());
        for (Guardrail guardrail : draft.guardrails()) {
            if (plan.guardrails().contains(guardrail.id())) {
                guardrails.add(guardrail.withId(id(guardrail.id(), stage)).withStage(plan.stages().get(stage)));
            }
        }
        return withParts(guardrails);
    }

    /** What a draft does not say of tools and agents stays as it was. */
    private Bundle withParts(List<Guardrail> guardrails) {
        return Bundle.of(guardrails).withTools(draft.tools().isEmpty() ? base.tools() : draft.tools()).withHabits(draft.habits().isEmpty() ? base.habits() : draft.habits());
    }
}
