/** What was opened before, and the page that offers it while nothing is open. */
package dev.pathwarden.workbench.recent;
