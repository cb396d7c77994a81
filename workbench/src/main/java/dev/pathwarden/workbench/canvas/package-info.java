/**
 * What hand-drawn views have in common: two canvases that keep the size of their region, text that fits, marks and icons, and a pen that draws the same on a canvas and into an SVG file.
 *
 * <p>Only the timeline and the path graph draw by hand; everything else is made of controls.
 */
package dev.pathwarden.workbench.canvas;
