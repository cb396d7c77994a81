/**
 * Reads recorded runs from files that other programs left.
 *
 * <p>What a source did not record stays null: nothing is made up, times least of all. What a source says <em>about</em> a run becomes its
 * attributes, which no guardrail can read.
 */
package dev.pathwarden.model.imports;
