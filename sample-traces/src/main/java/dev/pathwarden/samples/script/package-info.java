/**
 * A model whose answers stand in a file: an OpenAI-compatible HTTP server on loopback for agents that must do the same thing every
 * time. It plays a script and says when the agent leaves it; it never generates anything.
 */
package dev.pathwarden.samples.script;
