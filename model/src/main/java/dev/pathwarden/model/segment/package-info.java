/**
 * The segment: whole runs as columns in one self-describing block of bytes. The store keeps segments, the archive hands them on.
 *
 * <p>Bytes in, runs out; nothing here reads a file. The format is written down in {@code docs/snapshot-format.md}.
 */
package dev.pathwarden.model.segment;
