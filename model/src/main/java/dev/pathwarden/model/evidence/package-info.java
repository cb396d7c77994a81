/**
 * What makes a later change of recorded runs show: salted leaves of steps, a tree per run, a tree over the runs, and signed checkpoints of that.
 *
 * <p>Values and pure functions; no file is read or written here, and no key is kept. The bytes are written down in {@code docs/snapshot-format.md}, what they prove in {@code docs/evidence.md}.
 */
package dev.pathwarden.model.evidence;
