/** The roll-out view: the stages of a plan, which recorders have what is deployed, and whether it does what was rehearsed. Holds no rules of its own: all is asked of {@code policies.rollout}. */
package dev.pathwarden.workbench.rollout;
