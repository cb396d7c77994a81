/** The overview: when the runs were, and of what kinds their steps are, as far as the filter leaves them. */
package dev.pathwarden.workbench.overview;
