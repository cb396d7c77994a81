/** MCP clients inside the program: a call is decided before the server gets a byte of it. */
package dev.pathwarden.recorder.hooks.mcp;
