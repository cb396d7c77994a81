/**
 * Readers of what people write, and of what is made of it, given texts and bytes that were made to break them. The targets know no fuzzer: {@link dev.pathwarden.policies.fuzz.CorpusTest} replays what was found, {@link
 * dev.pathwarden.policies.fuzz.FuzzTest} lets Jazzer look for more.
 */
package dev.pathwarden.policies.fuzz;
