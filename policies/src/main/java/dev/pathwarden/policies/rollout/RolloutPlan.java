package dev.pathwarden.policies.rollout;

import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Stage;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/**
 * How a set of guardrails is rolled out.
 *
 * @param bundle the file that recorders follow, as it is written: from the plan's own directory where it is no absolute path
 * @param drafts where the guardrails lie that are rolled out, written likewise
 * @param draft hash of these, 16 hex digits: the ones that were rehearsed
 * @param base what was deployed when the plan was made
 * @param guardrails ids of the guardrails that go through the stages, in the order of the bundle
 * @param stages the stages; no two are the same, and with the last one the guardrails are enforced for all
 * @param signers whose signatures the recorders ask for; null for none
 * @param recorders how many recorders are to acknowledge each bundle; 0 where that is not known
 * @param rehearsed what they came to when they were rehearsed
 * @param receivers hosts that each bundle is pushed to as well; no two are the same
 */
public record RolloutPlan(String bundle, String drafts, String draft, Base base, List<String> guardrails, List<Stage> stages, Signers signers, int recorders, RolloutFigures rehearsed, List<Receiver> receivers) {

    /** Most stages of a plan. */
    public static final int MOST_STAGES = 20;
    /** Most receivers of a plan. */
    public static final int MOST_RECEIVERS = 200;
    /** Most recorders that a plan can tell of. */
    public static final int MOST_RECORDERS = 1_000_000;
    /** The stages of a plan that says nothing of them. */
    public static final List<Stage> USUAL = List.of(Stage.forAll(Degree.AUDIT), Stage.forAll(Degree.HOLD), Stage.forAll(Degree.ENFORCE));

    /**
     * A plan.
     *
     * @throws IllegalArgumentException if it names no guardrail, or its stages are none that a roll-out can go through; the message is a sentence
     */
    public RolloutPlan {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(drafts, "drafts");
        Objects.requireNonNull(draft, "draft");
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(rehearsed, "rehearsed");
        guardrails = List.copyOf(guardrails);
        stages = List.copyOf(stages);
        receivers = List.copyOf(receivers);
        if (receivers.size() > MOST_RECEIVERS) {
            throw new IllegalArgumentException("A plan has at most " + MOST_RECEIVERS + " receivers, not " + receivers.size() + ".");
        }
        if (receivers.stream().map(Receiver::name).distinct().count() < receivers.size()) {
            throw new IllegalArgumentException("Two receivers of the plan are the same.");
        }
        if (guardrails.isEmpty()) {
            throw new IllegalArgumentException("A plan names at least one guardrail that goes through its stages: else its first stage would be what is deployed already.");
        }
        check(stages);
    }

    /**
     * Looks whether a roll-out can go through stages.
     *
     * @throws IllegalArgumentException if not; the message is a sentence
     */
    public static void check(List<Stage> stages) {
        if (stages.isEmpty() || stages.size() > MOST_STAGES) {
            throw new IllegalArgumentException("A plan has from 1 to " + MOST_STAGES + " stages, not " + stages.size() + ".");
        }
        if (!stages.get(stages.size() - 1).equals(Stage.forAll(Degree.ENFORCE))) {
            throw new IllegalArgumentException("The last stage of a plan is 'enforce' for all runs, without an end.");
        }
        if (new HashSet<>(stages).size() < stages.size()) {
            throw new IllegalArgumentException("Two stages of the plan are the same, so nobody could tell which of them is in force.");
        }
    }

    /** A plan that pushes to nobody. */
    public RolloutPlan(String bundle, String drafts, String draft, Base base, List<String> guardrails, List<Stage> stages, Signers signers, int recorders, RolloutFigures rehearsed) {
        this(bundle, drafts, draft, base, guardrails, stages, signers, recorders, rehearsed, List.of());
    }

    /**
     * What was deployed when a plan was made.
     *
     * @param hash hash of the bundle, 16 hex digits; empty for no guardrails
     * @param sequence its number; null where it had none
     */
    public record Base(String hash, Long sequence) {
        public Base {
            Objects.requireNonNull(hash, "hash");
        }
    }
}
