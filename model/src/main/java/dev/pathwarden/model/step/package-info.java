/**
 * The words of Pathwarden: run, step, layer, operation, label, link, verdict, decision, outcome.
 *
 * <p>Values only. Nothing here reads a file, holds a lock or knows who produced it; this package and the journal are all
 * of the model that is loaded inside a watched JVM.
 */
package dev.pathwarden.model.step;
