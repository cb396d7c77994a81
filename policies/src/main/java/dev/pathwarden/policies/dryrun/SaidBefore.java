package dev.pathwarden.policies.dryrun;

import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What guardrails said of the steps of a run when they were asked before, guardrail by guardrail: of a set of which one was changed only that one is asked anew. Those that were in none of the last few sets are forgotten, and so is
 * what one says of a large part of the steps, which would take more memory than asking takes time. Safe for any thread.
 */
final class SaidBefore {

    /** Two sets that are compared, twice. */
    private static final int SETS = 4;
    private static final int FEW = 16;
    private static final int PART = 4;

    /**
     * What a guardrail said of a step.
     *
     * @param verdict its verdict; null where it gave none
     * @param reason why it could not be evaluated; null where it could
     */
    record OfStep(Verdict verdict, String reason) {
    }

    private static final class Kept {
        private final Map<StepId, OfStep> said;
        private long set;

        Kept(Map<StepId, OfStep> said, long set) {
            this.said = said;
            this.set = set;
        }
    }

    private final int most;
    private final Map<String, Kept> kept = new HashMap<>();
    private long sets;

    /** @param steps how many steps the run has */
    SaidBefore(int steps) {
        most = FEW + steps / PART;
    }

    /** What is known of a set of guardrails that is asked now, by what they are known by; those of which nothing is known are left out. */
    synchronized Map<String, Map<StepId, OfStep>> of(Collection<String> guardrails) {
        sets++;
        Map<String, Map<StepId, OfStep>> known = new HashMap<>();
        for (String guardrail : guardrails) {
            Kept one = kept.get(guardrail);
            if (one != null) {
                one.set = sets;
                known.put(guardrail, one.said);
            }
        }
        kept.values().removeIf(one -> one.set <= sets - SETS);
        return known;
    }

    /** Keeps what a guardrail of the set that was asked last said. */
    synchronized void keep(String guardrail, Map<StepId, OfStep> said) {
        if (said.size() <= most) {
            kept.put(guardrail, new Kept(said, sets));
        }
    }
}
