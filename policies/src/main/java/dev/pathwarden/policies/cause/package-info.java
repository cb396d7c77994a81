/** Root cause: from a stopped or harmful step back along causal and provenance links to where it began. */
package dev.pathwarden.policies.cause;
