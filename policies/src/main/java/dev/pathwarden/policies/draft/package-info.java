/** Drafts guardrails, and tests of guardrails, from recorded steps. A draft is a value: what it keeps of the steps stands in clauses that can be switched on and off. */
package dev.pathwarden.policies.draft;
