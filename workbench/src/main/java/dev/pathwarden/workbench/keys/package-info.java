/** The keys of the commands: the usual ones, what the user made of them, and the dialog in which they are changed. */
package dev.pathwarden.workbench.keys;
