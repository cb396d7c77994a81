package dev.pathwarden.policies.rehearsal;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * A guardrail beside the one of its id in what a rehearsed set is compared with.
 *
 * @param guardrail its id
 * @param standing which of the two has it
 * @param parts what of it is another; none where that is not {@link Standing#CHANGED}, or known only of its version
 * @param stoppedBefore steps that it stopped in what is compared with
 * @param stoppedNow steps that it stops in the rehearsed set
 * @param newlyStopped of those that it stops now, the steps that nothing stopped before
 * @param noLongerStopped of those that it stopped before, the steps that nothing stops now
 * @param steps steps on which it asked for more than to let them go, before or now
 */
public record ComparedGuardrail(String guardrail, Standing standing, Set<GuardrailPart> parts, long stoppedBefore, long stoppedNow, long newlyStopped, long noLongerStopped, long steps) {
    public ComparedGuardrail {
        Objects.requireNonNull(guardrail, "guardrail");
        Objects.requireNonNull(standing, "standing");
        parts = parts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(parts));
    }

    /** Steps that the two sets decide differently, as far as it has to do with it. */
    public long flips() {
        return newlyStopped + noLongerStopped;
    }

    /** Whether it said something of the step, before or now. */
    public boolean spokeOf(Hit hit) {
        return hit.saidBefore().stream().anyMatch(said -> said.guardrail().equals(guardrail)) || hit.saidNow().stream().anyMatch(said -> said.guardrail().equals(guardrail));
    }
}
