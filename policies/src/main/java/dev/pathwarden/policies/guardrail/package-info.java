/** A guardrail as its author writes it: source text, parsed form, and what is wrong with it, by line and column. */
package dev.pathwarden.policies.guardrail;
