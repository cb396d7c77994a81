/**
 * The parent of a watched command: starts it with the agent in every JVM, reads its journals while it runs, and makes the snapshot.
 *
 * <p>Runs beside the watched program, never inside it. Prints nothing; the command line says what came of it.
 */
package dev.pathwarden.recorder.drain;
