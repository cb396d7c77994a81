/** The inventory of what is open: every agent, model, tool, server, table, host, directory and program in it. */
package dev.pathwarden.workbench.inventory;
