/**
 * What the analyst looks at: the open snapshot, the current run, the current step; shared by all views, so that a step selected in
 * one is selected in all.
 */
package dev.pathwarden.workbench.nav;
