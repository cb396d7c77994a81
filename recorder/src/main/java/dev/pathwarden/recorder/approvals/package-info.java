/**
 * The approver's side of held steps: finds those that wait in a recording, answers to one, and sees to it that no watched program answers to itself.
 *
 * <p>Never loaded in a watched JVM.
 */
package dev.pathwarden.recorder.approvals;
