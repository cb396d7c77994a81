/** An MCP server on stdio for the sample agents. It logs every byte it receives, so that a test can show what never arrived. */
package dev.pathwarden.samples.mcp;
