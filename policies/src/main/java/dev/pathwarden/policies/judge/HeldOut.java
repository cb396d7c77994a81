package dev.pathwarden.policies.judge;

import java.util.Objects;

/**
 * How a guardrail does with a clause that was chosen on other runs than it is measured on: each part of the runs is held out in turn, and the best clause of the others is measured on it.
 *
 * @param figures all parts together
 * @param parts how many parts there were
 * @param runs how many runs there were; as many as parts where each run was held out by itself
 */
public record HeldOut(Figures figures, int parts, int runs) {

    public HeldOut {
        Objects.requireNonNull(figures, "figures");
    }
}
