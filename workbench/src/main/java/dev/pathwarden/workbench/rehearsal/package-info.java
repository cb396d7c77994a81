/**
 * Rehearsal: guardrail text, what is wrong with it, and which recorded steps it would have stopped.
 *
 * <p>A rehearsal says what guardrails would have said of recorded steps. What the agent would have done instead is not known, so nothing
 * here claims more than that.
 */
package dev.pathwarden.workbench.rehearsal;
