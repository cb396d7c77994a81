/** Helps people to write guardrails: what fits at a place, what repairs a problem, how a file is laid out, and what each clause says of one recorded step. Pure; takes any text, also one that is half typed. */
package dev.pathwarden.policies.authoring;
