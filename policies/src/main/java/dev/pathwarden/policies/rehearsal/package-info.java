/** Rehearsing guardrails on recorded runs: what a set asks for beside what the record or another set does, gathered while the runs are read. */
package dev.pathwarden.policies.rehearsal;
