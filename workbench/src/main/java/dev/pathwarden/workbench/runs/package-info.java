/** The run table: which runs the snapshot holds, filtered and sorted. */
package dev.pathwarden.workbench.runs;
