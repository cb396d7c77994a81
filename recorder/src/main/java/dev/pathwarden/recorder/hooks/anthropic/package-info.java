/** Anthropic's client: model calls, whole and streamed, and the tools that its tool runner runs. Written for 3.12; reads the library's objects through mirrors. */
package dev.pathwarden.recorder.hooks.anthropic;
