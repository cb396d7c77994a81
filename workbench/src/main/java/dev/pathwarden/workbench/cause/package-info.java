/** What led to the step that is looked at, ranked by how sure that is, with the words that flowed. */
package dev.pathwarden.workbench.cause;
