/**
 * Tasks that agents hand over to each other with the A2A Java SDK: the hand-over in the process of the agent that sends, decided before a byte is sent, and the invocation of the agent
 * that receives, under an id of its own. Packages {@code io.a2a} and, by the same names, {@code org.a2aproject.sdk}.
 */
package dev.pathwarden.recorder.hooks.a2a;
