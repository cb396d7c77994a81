/** The inventory: every agent, model, tool, server, table, host, directory and program that a recording shows. */
package dev.pathwarden.policies.inventory;
