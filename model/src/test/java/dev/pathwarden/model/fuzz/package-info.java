/**
 * Readers of what comes from outside, given bytes that were made to break them. The targets know no fuzzer: {@link dev.pathwarden.model.fuzz.CorpusTest} replays what was found, {@link
 * dev.pathwarden.model.fuzz.FuzzTest} lets Jazzer look for more.
 */
package dev.pathwarden.model.fuzz;
