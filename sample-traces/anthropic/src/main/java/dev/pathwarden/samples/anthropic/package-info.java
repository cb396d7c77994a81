/** An agent that keeps notes, made with Anthropic's client. It knows nothing of the recorder. */
package dev.pathwarden.samples.anthropic;
