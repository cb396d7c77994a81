/** What stands for the open snapshot: whether its runs are as they were when they were sealed, and what was taken out of them since. */
package dev.pathwarden.workbench.evidence;
