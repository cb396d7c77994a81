/**
 * What the views share about the path of one run: where each step stands, and the one mark that sums up how it fared.
 *
 * <p>Pure and without a toolkit.
 */
package dev.pathwarden.workbench.path;
