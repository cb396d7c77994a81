/** The guardrails that come with Pathwarden. Their files lie in {@code policies/pack} and are resources of this package. */
package dev.pathwarden.policies.pack;
