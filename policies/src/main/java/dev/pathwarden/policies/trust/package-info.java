/** What is known about the path behind a step: labels, provenance, counters. Knows no guardrail. */
package dev.pathwarden.policies.trust;
