/** Light and dark: which of the two is shown, and the stylesheets behind it. */
package dev.pathwarden.workbench.theme;
