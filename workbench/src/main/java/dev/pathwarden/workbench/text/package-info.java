/** Texts for people, from resource bundles: each package keeps its own {@code texts.properties} beside its classes. */
package dev.pathwarden.workbench.text;
