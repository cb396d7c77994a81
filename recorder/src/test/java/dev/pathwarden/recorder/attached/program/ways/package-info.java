/**
 * The implementations of the ways in {@code ways.csv}: one for each row, all run by {@link dev.pathwarden.recorder.attached.program.Effects} in a JVM of its own.
 *
 * <p>A way causes its effect in the {@link dev.pathwarden.recorder.attached.program.ways.Scene} it is given, where nothing else happens, and waits until it has happened.
 */
package dev.pathwarden.recorder.attached.program.ways;
