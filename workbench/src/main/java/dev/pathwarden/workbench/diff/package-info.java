/**
 * The difference of two runs, step by step.
 *
 * <p>How steps correspond is found by {@code model.path}; this package lets the analyst choose the runs and reads the result.
 */
package dev.pathwarden.workbench.diff;
