/** Google's Agent Development Kit: runs of its runners, agents and hand-offs, model calls and tools. Written for 1.8; reads the library's objects through mirrors. */
package dev.pathwarden.recorder.hooks.adk;
