/**
 * Start of the agent inside a watched JVM: the isolated class loader, the gate's definition, the list of hooks, their canaries, and what the
 * record says of the process.
 *
 * <p>Only {@code Premain} and {@code IsolatedLoader} are loaded by the program's class loader; everything else lies in the agent jar under
 * {@code isolated/} and is invisible to the program.
 */
package dev.pathwarden.recorder.agent;
