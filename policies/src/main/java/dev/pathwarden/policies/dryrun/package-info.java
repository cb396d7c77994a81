/** Dry run: guardrails evaluated over recorded runs, by the engine that decides live. Calls no tool and changes nothing. */
package dev.pathwarden.policies.dryrun;
