/** The sample investigation that comes with the workbench. */
package dev.pathwarden.workbench.sample;
