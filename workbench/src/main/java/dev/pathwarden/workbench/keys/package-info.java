/** The keys of the commands: the usual ones. */
package dev.pathwarden.workbench.keys;
