/** What tests of several modules give hostile inputs with: a {@link dev.pathwarden.fuzz.FuzzTarget} knows no fuzzer, {@link dev.pathwarden.fuzz.Corpus} keeps what was found, {@link dev.pathwarden.fuzz.Fuzzer} lets Jazzer look for more. */
package dev.pathwarden.fuzz;
