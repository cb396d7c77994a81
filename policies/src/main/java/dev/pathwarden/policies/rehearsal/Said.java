package dev.pathwarden.policies.rehearsal;

import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Verdict;
import java.util.Objects;

/**
 * What a guardrail asked for on a step, as if it were enforced.
 *
 * @param guardrail its id
 * @param version hash of its text, 16 hex digits
 * @param action what it asked for, which is more than to let the step go
 */
public record Said(String guardrail, String version, Action action) {
    public Said {
        Objects.requireNonNull(guardrail, "guardrail");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(action, "action");
    }

    static Said of(Verdict verdict) {
        return new Said(verdict.guardrail(), verdict.version(), verdict.action());
    }
}
