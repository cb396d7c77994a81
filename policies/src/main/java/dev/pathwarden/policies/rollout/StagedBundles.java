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
 * One that changes is called {@code ID.next} meanwhile, or {@code ID.next2} and so on where something is called that already. With the last stage the draft is all there is; of its guardrails that
 * are deployed as they are and go through no stage, each is enforced or only recorded as before.
 */
public final class StagedBundles {

    /** What stands behind the id of a guardrail that is rolled out beside the one it is to replace. */
    public static final String NEXT = ".next";

    private final Bundle base;
    private final Bundle draft;
    private final RolloutPlan plan;
    private final Map<String, Guardrail> deployed;
    private final Map<String, String> beside = new HashMap<>();
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
        deployed = byId(base);
        nameBeside();
        for (int stage = 0; stage < plan.stages().size(); stage++) {
            stages.add(stage == plan.stages().size() - 1 ? last() : before(stage));
        }
    }

    private static Map<String, Guardrail> byId(Bundle bundle) {
        Map<String, Guardrail> all = new HashMap<>();
        bundle.guardrails().forEach(guardrail -> all.put(guardrail.id(), guardrail));
        return all;
    }

    /** What is deployed can be a stage of another roll-out, and a guardrail can be called so by whoever wrote it. */
    private void nameBeside() {
        Set<String> taken = new HashSet<>(deployed.keySet());
        draft.guardrails().forEach(guardrail -> taken.add(guardrail.id()));
        for (String id : plan.guardrails()) {
            if (deployed.containsKey(id)) {
                String name = id + NEXT;
                for (int number = 2; !taken.add(name); number++) {
                    name = id + NEXT + number;
                }
                beside.put(id, name);
            }
        }
    }

    /** Ids of the guardrails of a draft that are not in what is deployed, or not so. */
    public static List<String> changed(Bundle base, Bundle draft) {
        Map<String, Guardrail> before = byId(base);
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
        return stage < plan.stages().size() - 1 ? beside.getOrDefault(guardrail, guardrail) : guardrail;
    }

    private Bundle last() {
        Set<String> staged = new HashSet<>(plan.guardrails());
        return withParts(draft.guardrails().stream().map(guardrail -> staged.contains(guardrail.id()) ? guardrail.withMode(Mode.ENFORCE) : asDeployed(guardrail)).toList());
    }

    /** What came to be enforced by an earlier roll-out must not be only recorded again because its text has always said so. */
    private Guardrail asDeployed(Guardrail drafted) {
        Guardrail before = deployed.get(drafted.id());
        return isSame(drafted, before) ? drafted.withMode(before.mode()) : drafted;
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
