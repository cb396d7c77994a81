/** What hooks of agent frameworks share: the version of an agent's definition, and runs whose answer comes in as a stream. */
package dev.pathwarden.recorder.hooks.agent;
