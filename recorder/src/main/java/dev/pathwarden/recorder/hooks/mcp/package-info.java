/**
 * MCP inside the program: its clients, whose calls are decided before the server gets a byte of them, and its servers, whose tools are decided before their code runs and belong to
 * the run they are called from.
 */
package dev.pathwarden.recorder.hooks.mcp;
