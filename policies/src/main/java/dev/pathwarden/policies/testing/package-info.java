/** Runs the tests that guardrail files carry, and says which clauses they exercise. */
package dev.pathwarden.policies.testing;
