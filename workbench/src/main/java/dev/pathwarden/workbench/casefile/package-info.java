/** The case of what is open: stars, tags, notes, findings and saved filters, set and shown, kept in a file beside the recording. */
package dev.pathwarden.workbench.casefile;
