/**
 * Spring AI: runs of chat clients, model calls and tools. Reads the library's objects through {@link dev.pathwarden.recorder.hooks.mirror.Mirror}; written for 2.0, and works with
 * other versions as far as they have the methods named in each hook.
 */
package dev.pathwarden.recorder.hooks.springai;
