/**
 * Encryption of snapshots and archives: a key of the user's, a key for each file that only it opens, and blocks that fit in one place of one file.
 *
 * <p>AES-256-GCM and AES key wrap of the Java platform, and nothing of our own. Knows nothing of segments or files; what is encrypted is written down in {@code docs/snapshot-format.md}.
 */
package dev.pathwarden.model.encryption;
