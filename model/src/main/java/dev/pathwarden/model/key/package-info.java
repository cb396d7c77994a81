/**
 * Key files of a user: where they lie, how they are made, and that nobody else can read them.
 *
 * <p>For whoever signs, the command line and the workbench. Never loaded in a watched JVM, which knows public keys only and is given them as texts.
 */
package dev.pathwarden.model.key;
