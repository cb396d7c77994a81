/**
 * Rolling guardrails out in stages: the plan, the bundle of each stage, where a roll-out stands, and putting a bundle where recorders follow it. Knows no network, and compiles nothing: guardrails come
 * to it as bundles.
 */
package dev.pathwarden.policies.rollout;
