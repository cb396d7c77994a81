/**
 * The archive: runs in one file of segments, to hand to someone else.
 *
 * <p>Its evidence says who recorded the runs and whether they were changed since; version 1 had none. Read by a bounds-checked reader of our own; no class that an
 * archive names is ever loaded. The format is written down in {@code docs/snapshot-format.md}.
 */
package dev.pathwarden.model.archive;
