/** Saying of the steps of a rehearsal whether stopping them is right or wrong, and how the rehearsed guardrails do on what was said. What is said stands in the case. */
package dev.pathwarden.workbench.judge;
