/**
 * How the words of the model look: label, colour and icon of an operation, a layer, a status, a verdict, an action, a link; the same in
 * every table, tree, timeline and graph.
 *
 * <p>No meaning rests on colour alone: each has its own icon and its own word. Colours are chosen from the Okabe-Ito palette, which
 * people with any kind of colour blindness can tell apart, and darkened or lightened until text in them has a contrast of 4.5.
 */
package dev.pathwarden.workbench.cell;
