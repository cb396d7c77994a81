/** What the workbench remembers from one start to the next, and the file it keeps that in. */
package dev.pathwarden.workbench.settings;
