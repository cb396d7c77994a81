/** What a step shows of what its agent does, and whether that is new. It runs inside other people's JVMs; what is known of an agent is learnt elsewhere. */
package dev.pathwarden.policies.novelty;
