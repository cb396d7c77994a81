/**
 * The {@code pathwarden} command: one class per verb, what they print, and how a fault becomes one sentence and an exit code.
 *
 * <p>A command parses its arguments, calls one service of another package, prints, and returns a code. It holds no logic of
 * recording or deciding.
 */
package dev.pathwarden.recorder.cli;
