/**
 * The approver's side of held steps: finds those that wait in a recording, answers to one with this user's key, and sees to it that no watched program answers to itself.
 *
 * <p>For whoever lets people answer, the command line and the workbench. Never loaded in a watched JVM, whose side is {@link dev.pathwarden.model.approval}.
 */
package dev.pathwarden.model.hold;
