/**
 * What was written stays: files and their names forced to disk, and locks that name their owner.
 *
 * <p>Everything that must outlive the machine goes through {@link dev.pathwarden.model.disk.Disk}, so that there is one place to look for what is forced. The journal does not: its records outlive their
 * process, and whoever reads them forces them.
 */
package dev.pathwarden.model.disk;
