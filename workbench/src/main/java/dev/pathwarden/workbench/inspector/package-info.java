/** The step inspector: all that was recorded of the current step. */
package dev.pathwarden.workbench.inspector;
