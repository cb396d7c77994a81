/** Agents that keep notes, made with Google ADK. They know nothing of the recorder. */
package dev.pathwarden.samples.adk;
