/**
 * Files: read, written, changed and deleted, through {@code java.io} and {@code java.nio.file}'s default provider on Linux.
 *
 * <p>Opening a file to write is one step, decided on the labels of the path; the first content is another that continues it, decided before a
 * byte goes out, and a further one follows only when what was found in the content changes. Not seen: native code, writes through a mapping once
 * it was allowed, {@code RandomAccessFile.setLength} before JDK 21, where it is native, and what other file system providers do elsewhere than in files.
 * Whether a file exists, its size and its times can be looked up unseen.
 *
 * <p>What the JVM reads for itself is no step: files under the Java home, everything on the class path, random devices and the container's limits
 * ({@link dev.pathwarden.recorder.hooks.file.JvmFiles}).
 */
package dev.pathwarden.recorder.hooks.file;
