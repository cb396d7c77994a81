/** The agent jar, attached to JVMs of the same version as the test's own. The programs that run in those lie in {@code program}. */
package dev.pathwarden.recorder.attached;
