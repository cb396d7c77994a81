/**
 * The archive: runs in one file of segments, to hand to someone else.
 *
 * <p>Version 1 is not signed: its digests show damage, not who made it. Read by a bounds-checked reader of our own; no class that an
 * archive names is ever loaded. The format is written down in {@code docs/snapshot-format.md}.
 */
package dev.pathwarden.model.archive;
