/**
 * The journal: the append-only, crash-proof file that the recorder writes inside a watched JVM while an agent runs.
 *
 * <p>One file set per process. Written through a memory map, so that what was appended survives the death of the process;
 * readable while it is written. Knows nothing of snapshots.
 */
package dev.pathwarden.model.journal;
