/** Pictures of the running workbench as PNG files, taken without a display and without AWT. */
package dev.pathwarden.workbench.pictures;
