/**
 * Analysis of recorded paths: the tree of a run, the difference of two runs.
 *
 * <p>Pure functions on recorded runs; no guardrail is evaluated here.
 */
package dev.pathwarden.model.path;
