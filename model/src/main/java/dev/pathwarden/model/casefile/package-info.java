/**
 * The case: what an analyst says of a recording - stars, tags, notes, findings, saved filters - in a file beside it. The recording itself is never changed.
 *
 * <p>A {@link dev.pathwarden.model.casefile.Case} is a value, and so is what changes it; {@link dev.pathwarden.model.casefile.CaseStore} keeps it. Two cases are merged mark by mark, so that whoever writes to the same
 * one loses nothing of the other's.
 */
package dev.pathwarden.model.casefile;
