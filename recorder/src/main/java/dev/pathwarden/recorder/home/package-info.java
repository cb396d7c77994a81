/**
 * Where things lie: the parts of the product itself, and what belongs to the user of this machine.
 *
 * <p>Nothing here starts a process or reads a recording.
 */
package dev.pathwarden.recorder.home;
