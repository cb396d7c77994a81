/** How well guardrails do on recorded runs of which somebody says what they were: attacked or not, and what came of it. */
package dev.pathwarden.policies.evaluate;
