/**
 * Recorded runs as text for a terminal: escaped, measured and cut, so that nothing a watched program wrote can reach the terminal
 * as a command or break a table.
 */
package dev.pathwarden.recorder.cli.text;
