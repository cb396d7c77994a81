/**
 * The timeline: when each step of a run happened, in lanes.
 *
 * <p>What is drawn is computed off the JavaFX thread into arrays; drawing only reads them. Knows nothing of guardrails beyond the mark
 * of a step.
 */
package dev.pathwarden.workbench.timeline;
