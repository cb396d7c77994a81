/**
 * How well guardrails do on steps of which somebody says whether stopping them is right or wrong, and what another number or one more clause would change. Everything is measured by dry runs over the whole path; nothing is
 * predicted, and nothing is changed.
 */
package dev.pathwarden.policies.judge;
