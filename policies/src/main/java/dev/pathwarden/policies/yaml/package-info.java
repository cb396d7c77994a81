/** How what comes out of recordings is written in YAML that a person reviews. Reading YAML is in {@code policies.guardrail}, with all its bounds. */
package dev.pathwarden.policies.yaml;
