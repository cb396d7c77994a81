/**
 * The snapshot: the compact store of recorded runs that the command line and the workbench read, and the ways to make one.
 *
 * <p>Never loaded inside a watched JVM.
 */
package dev.pathwarden.model.snapshot;
