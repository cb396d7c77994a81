/** Drafts a guardrail from recorded steps: what it asks for as switches, and what else it would hit. What a draft is, and what it hits, is known by {@code policies.draft}. */
package dev.pathwarden.workbench.draft;
