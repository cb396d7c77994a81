/**
 * What would not have happened: the run that is looked at as it would have gone under guardrails that are tried, told above the views that show it and drawn in them.
 */
package dev.pathwarden.workbench.aftermath;
