/** Writes the report of the case that is open. */
package dev.pathwarden.workbench.report;
