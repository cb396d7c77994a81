/** Programs that tests run in a JVM of its own, with nothing on their class path but themselves. */
package dev.pathwarden.recorder.attached.program;
