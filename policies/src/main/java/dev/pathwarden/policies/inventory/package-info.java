/** The inventory: every agent, model, tool, server, table, host, directory, file, program, guardrail, label and kind of step that a recording shows, and what of it an earlier one does not. */
package dev.pathwarden.policies.inventory;
