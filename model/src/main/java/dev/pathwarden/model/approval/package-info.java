/**
 * Answers to held steps: what an answer is bound to, how it is written and signed, and where it is left for the process that waits.
 *
 * <p>Loaded inside watched JVMs, which check answers, and by whoever gives them. Touches no file.
 */
package dev.pathwarden.model.approval;
